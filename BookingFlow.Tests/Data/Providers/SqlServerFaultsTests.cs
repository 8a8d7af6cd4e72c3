using BookingFlow.Web.Components;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Providers;

/// <summary>Handling of SQL Server errors, simulated with the driver's own exceptions on recorded SQL.</summary>
public sealed class SqlServerFaultsTests
{
    private readonly SqlRecorder _recorder = new();

    [Theory]
    [InlineData(SqlServerFault.LockTimeout)]
    [InlineData(SqlServerFault.CommandTimeout)]
    public async Task A_lock_timeout_returns_Busy_without_a_retry(int number)
    {
        _recorder.Fault = sent => IsLock(sent) ? SqlServerFault.Of(number) : null;
        var result = await LockAsync();
        Assert.Equal(FailureKind.Busy, result.Failure?.Kind);
        Assert.NotNull(result.Failure?.RetryAfter);
        Assert.Single(_recorder.Sent, IsLock);
    }

    [Theory]
    [InlineData(SqlServerFault.DeadlockVictim)]
    [InlineData(SqlServerFault.ConnectionLost)]
    public async Task A_transient_error_restarts_the_transaction(int number)
    {
        var faults = 1;
        _recorder.Fault = sent => IsLock(sent) && faults-- > 0 ? SqlServerFault.Of(number) : null;
        Assert.True((await LockAsync()).Succeeded);
        Assert.Equal([SqlRecorder.Begin, SqlRecorder.Begin], _recorder.Sent.Where(s => s == SqlRecorder.Begin));
        Assert.Equal(2, _recorder.Sent.Count(IsLock));
    }

    [Fact]
    public async Task A_repeated_transient_error_returns_Busy()
    {
        _recorder.Fault = sent => IsLock(sent) ? SqlServerFault.Of(SqlServerFault.DeadlockVictim) : null;
        Assert.Equal(FailureKind.Busy, (await LockAsync()).Failure?.Kind);
        Assert.True(_recorder.Sent.Count(IsLock) > 1);
    }

    [Fact]
    public async Task A_non_transient_error_is_thrown()
    {
        _recorder.Fault = sent => IsLock(sent) ? SqlServerFault.Of(208) : null;
        await Assert.ThrowsAnyAsync<Exception>(LockAsync);
    }

    [Theory]
    [InlineData(2601)]
    [InlineData(2627)]
    public void Both_error_numbers_of_a_unique_violation_are_recognised(int number) =>
        Assert.True(DatabaseFaults.IsUniqueViolation(new DbUpdateException("", SqlServerFault.Of(number))));

    [Fact]
    public async Task Every_session_sets_a_lock_timeout()
    {
        await using var connection = _recorder.Connect();
        await new SqlServerSession().ConnectionOpenedAsync(connection, null!);
        Assert.Equal("SET LOCK_TIMEOUT 5000", _recorder.LastBatch);
    }

    [Fact]
    public async Task The_write_of_the_readiness_check_is_rolled_back()
    {
        await using var db = _recorder.CreateDbContext();
        await db.TryWriteAsync(CancellationToken.None);
        Assert.Equal(3, _recorder.Sent.Count);
        Assert.Equal((SqlRecorder.Begin, SqlRecorder.Rollback), (_recorder.Sent[0], _recorder.Sent[2]));
        Assert.StartsWith("INSERT INTO [__EFMigrationsHistory]", _recorder.Sent[1], StringComparison.Ordinal);
    }

    private static bool IsLock(string sent) => sent.Contains("UPDLOCK", StringComparison.Ordinal);

    private Task<Result<Performance>> LockAsync()
    {
        _recorder.Rows["Performances"] = new() { ["Id"] = 7 };
        return WriteTransactions.Create(_recorder, TestMetrics.CreateBookingMetrics()).RunAsync<Performance>(
            actor: null,
            async context =>
            {
                await PerformanceLock.WaitAsync(context.Db, [7], context.Cancellation);
                return new APerformance().Build();
            },
            CancellationToken.None);
    }
}
