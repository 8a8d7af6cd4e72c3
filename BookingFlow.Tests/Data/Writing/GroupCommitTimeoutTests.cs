using System.Collections.Concurrent;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Writing;

/// <summary>Group commit when the lock is not acquired in time.</summary>
public sealed class GroupCommitTimeoutTests
{
    private readonly SqlServerFixture _sqlServer = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly GroupCommit<string, bool, string> _group;
    private readonly ConcurrentDictionary<string, Task<Result<string>>> _requests = new(StringComparer.Ordinal);

    public GroupCommitTimeoutTests()
    {
        var meter = new BookingMetrics(_sqlServer.Metrics.Meters, _clock);
        _group = new GroupCommit<string, bool, string>(maxBatchSize: 2, WriteTransactions.Create(_sqlServer.Recorder, meter), meter, LockAsync);
        _sqlServer.Recorder.Rows["Performances"] = new() { ["Id"] = 7 };
    }

    [Fact]
    public async Task A_lock_timeout_returns_Busy_to_requests_that_waited_as_long_as_the_leader_only()
    {
        var locks = 0;
        _sqlServer.Recorder.Fault = sent =>
        {
            if (!sent.Contains("UPDLOCK", StringComparison.Ordinal))
            {
                return null;
            }

            locks++;
            if (locks == 1)
            {
                Send("Bob", "Cleo", "Dora", "Eve");
            }

            if (locks != 2)
            {
                return null;
            }

            _clock.Advance(WriteTimeout.Request);
            Send("Finn");
            return SqlServerFault.Of(SqlServerFault.LockTimeout);
        };

        Send("Ada");
        Assert.True((await _requests["Ada"]).Succeeded);
        await Task.WhenAll(_requests["Bob"], _requests["Cleo"], _requests["Dora"], _requests["Eve"]);
        await _requests["Finn"];

        Assert.Equal(
            ["Ada", "Bob", "Finn"],
            (await Task.WhenAll(_requests.Values)).Where(answer => answer.Succeeded).Select(answer => answer.Value).Order(StringComparer.Ordinal));
        Assert.All(
            (await Task.WhenAll(_requests.Values)).Where(answer => !answer.Succeeded),
            answer => Assert.Equal(FailureKind.Busy, answer.Failure?.Kind));
        Assert.Equal(3, locks);
    }

    private void Send(params string[] names)
    {
        foreach (var name in names)
        {
            _requests[name] = _group.RunAsync(7, name, ExecuteAsync, CancellationToken.None);
        }
    }

    private static async Task<bool> LockAsync(BookingDbContext db, int performanceId, CancellationToken cancellationToken)
    {
        await PerformanceLock.WaitAsync(db, [performanceId], cancellationToken);
        return true;
    }

    private static Task<IReadOnlyList<Result<string>>> ExecuteAsync(UseCaseContext context, bool isLocked, IReadOnlyList<string> names) =>
        Task.FromResult<IReadOnlyList<Result<string>>>([.. names.Select(name => (Result<string>)name)]);
}
