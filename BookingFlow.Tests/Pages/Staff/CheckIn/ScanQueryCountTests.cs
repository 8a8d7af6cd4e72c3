using BookingFlow.Tests.Domain.Door;
using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>Checks that a scan queries the signed-in staff member only once. Every further query lengthens the queue at the door.</summary>
public sealed class ScanQueryCountTests
{
    private readonly SqlRecorderHost _host = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scan_queries_the_staff_member_once_whether_admitted_or_refused(bool admits)
    {
        var station = OpenStation();
        station.Code = _host.UseCases.Token.Text;
        if (admits)
        {
            _host.UseCases.Recorder.Rows.Remove("CheckIns");
        }

        await station.OnPostAsync(CancellationToken.None);

        Assert.Equal(admits ? null : FailureKind.AlreadyCheckedIn, station.Failure?.Kind);
        Assert.Equal(admits, station.Admitted is not null);
        AssertOneStaffQuery();
    }

    [Fact]
    public async Task An_unknown_code_queries_the_staff_member_once()
    {
        var station = OpenStation();
        station.Code = "hello";

        await station.OnPostAsync(CancellationToken.None);

        Assert.Equal(FailureKind.TicketInvalid, station.Failure?.Kind);
        AssertOneStaffQuery();
    }

    [Theory]
    [InlineData("windows en off", 1)]
    [InlineData("windows it off", 2)]
    public async Task Only_a_link_from_another_keyboard_costs_another_query_of_the_tokens(string keyboard, int queries)
    {
        var station = OpenStation();
        _host.UseCases.Recorder.Rows.Remove("CheckIns");
        station.Code = ComputerKeyboard.Named(keyboard).Type(UseCaseFixture.Links.CheckIn(_host.UseCases.Token));

        await station.OnPostAsync(CancellationToken.None);

        Assert.NotNull(station.Admitted);
        Assert.Equal(queries, _host.UseCases.Recorder.Sent.Count(sent => sent.Contains("FROM [ReservationTokens]", StringComparison.Ordinal)));
    }

    private StationModel OpenStation()
    {
        var useCases = _host.UseCases.WithRows(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        useCases.Clock.SetUtcNow(new DateTimeOffset(TestTimes.StartsAt));
        useCases.Recorder.Rows["AspNetUsers"] = SqlRecorderHost.StaffRow();
        return _host.Page(db => new StationModel(
            db, useCases.CheckInParty, useCases.RecordScan, new DoorCookie(), UseCaseFixture.Links, UseCaseHost.Rules, useCases.Clock));
    }

    private void AssertOneStaffQuery() =>
        Assert.Single(_host.UseCases.Recorder.Sent, sent => sent.Contains("[DisplayName]", StringComparison.Ordinal));
}
