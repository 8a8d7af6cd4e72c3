using BookingFlow.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Data.Providers;

public sealed class DatabaseFaultLogTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeLogger<DatabaseFaultLog> _logger = new();
    private readonly DatabaseFaultLog _faults;

    public DatabaseFaultLogTests() => _faults = new DatabaseFaultLog(_clock, _logger);

    private static SqliteException Full => new("database or disk is full", 13);

    private static SqliteException Locked => new("database is locked", 5);

    private IReadOnlyList<FakeLogRecord> Records => _logger.Collector.GetSnapshot();

    [Fact]
    public void A_fault_is_logged_once_with_what_to_do_and_once_when_it_is_over()
    {
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(FailureKind.Unavailable, _faults.Report(Full)?.Kind);
        }

        var begun = Assert.Single(Records);
        Assert.Equal(LogLevel.Error, begun.Level);
        Assert.IsType<SqliteException>(begun.Exception);
        Assert.StartsWith(
            "Database fault DiskFull: There is no space left for the database. Free space on its disk", begun.Message, StringComparison.Ordinal);

        _clock.Advance(DatabaseFaultLog.QuietPeriod);
        _faults.ReportWritten();
        _faults.ReportWritten();
        Assert.Equal("The database fault DiskFull is over: it occurred 200 times within 0 seconds", Records[^1].Message);
        Assert.Equal(2, Records.Count);

        _faults.Report(Full);
        Assert.Equal(3, Records.Count);
    }

    [Fact]
    public void Writes_between_the_timeouts_of_a_rush_do_not_end_the_fault()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(FailureKind.Busy, _faults.Report(Locked)?.Kind);
            _clock.Advance(TimeSpan.FromSeconds(1));
            _faults.ReportWritten();
        }

        Assert.Equal(LogLevel.Warning, Assert.Single(Records).Level);
    }

    [Fact]
    public void Faults_are_logged_and_end_separately()
    {
        _faults.Report(Full);
        _clock.Advance(DatabaseFaultLog.QuietPeriod);
        _faults.Report(Locked);
        Assert.Equal(2, Records.Count);

        _faults.ReportWritten();
        Assert.Contains("DiskFull is over", Records[^1].Message, StringComparison.Ordinal);
        Assert.Equal(3, Records.Count);
    }

    [Fact]
    public void Another_exception_is_neither_logged_nor_answered()
    {
        Assert.Null(_faults.Report(new InvalidOperationException()));
        Assert.Empty(Records);
    }
}
