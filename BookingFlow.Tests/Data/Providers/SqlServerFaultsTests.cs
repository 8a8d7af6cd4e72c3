using BookingFlow.Web.Components;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Data.Providers;

/// <summary>What the program makes of SQL Server's errors, with the driver's own exceptions on a wire without a server.</summary>
public sealed class SqlServerFaultsTests
{
    private readonly SqlRecorder _wire = new();

    [Theory]
    [InlineData(SqlServerFault.LockTimeout)]
    [InlineData(SqlServerFault.CommandTimeout)]
    public async Task Whoever_waited_long_enough_for_the_lock_is_told_that_the_house_is_busy_and_not_made_to_wait_again(int number)
    {
        _wire.Fault = sent => IsLock(sent) ? SqlServerFault.Of(number) : null;
        var result = await LockAsync();
        Assert.Equal(FailureKind.Busy, result.Failure?.Kind);
        Assert.NotNull(result.Failure?.RetryAfter);
        Assert.Single(_wire.Sent, IsLock);
    }

    [Theory]
    [InlineData(SqlServerFault.DeadlockVictim)]
    [InlineData(SqlServerFault.ConnectionLost)]
    public async Task A_passing_fault_is_tried_again_from_the_beginning_of_the_transaction(int number)
    {
        var faults = 1;
        _wire.Fault = sent => IsLock(sent) && faults-- > 0 ? SqlServerFault.Of(number) : null;
        Assert.True((await LockAsync()).Succeeded);
        Assert.Equal([SqlRecorder.Begin, SqlRecorder.Begin], _wire.Sent.Where(s => s == SqlRecorder.Begin));
        Assert.Equal(2, _wire.Sent.Count(IsLock));
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_ends_as_busy()
    {
        _wire.Fault = sent => IsLock(sent) ? SqlServerFault.Of(SqlServerFault.DeadlockVictim) : null;
        Assert.Equal(FailureKind.Busy, (await LockAsync()).Failure?.Kind);
        Assert.True(_wire.Sent.Count(IsLock) > 1);
    }

    [Fact]
    public async Task An_error_that_is_no_passing_fault_is_a_fault_of_the_program()
    {
        _wire.Fault = sent => IsLock(sent) ? SqlServerFault.Of(208) : null;
        await Assert.ThrowsAnyAsync<Exception>(LockAsync);
    }

    [Theory]
    [InlineData(2601)]
    [InlineData(2627)]
    public void Both_ways_of_saying_that_somebody_was_first_are_understood(int number) =>
        Assert.True(DatabaseFaults.IsUniqueViolation(new DbUpdateException("", SqlServerFault.Of(number))));

    [Fact]
    public async Task Every_session_bounds_its_waits_for_locks()
    {
        await using var connection = _wire.Connect();
        await new SqlServerSession().ConnectionOpenedAsync(connection, null!);
        Assert.Equal("SET LOCK_TIMEOUT 5000", _wire.LastBatch);
    }

    private static bool IsLock(string sent) => sent.Contains("UPDLOCK", StringComparison.Ordinal);

    private Task<Result<Performance>> LockAsync()
    {
        _wire.Rows["Performances"] = new() { ["Id"] = 7 };
        return Writes.To(_wire, CountedMetrics.AMeter()).RunAsync<Performance>(
            actor: null,
            async context =>
            {
                await PerformanceLock.WaitAsync(context.Db, [7], context.Cancellation);
                return new APerformance().Build();
            },
            CancellationToken.None);
    }
}
