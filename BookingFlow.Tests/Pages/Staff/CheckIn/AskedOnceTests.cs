using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Shared;


namespace BookingFlow.Tests.Pages.Staff.CheckIn;

/// <summary>A queue waits behind every scan: what a place at the door knows already it does not ask again.</summary>
public sealed class AskedOnceTests
{
    private readonly SqlRecorderHost _house = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_scan_asks_once_who_stands_at_the_door_whether_it_admits_or_not(bool admits)
    {
        var station = Open();
        station.Code = _house.House.Token.Text;
        if (admits)
        {
            _house.House.Wire.Rows.Remove("CheckIns");
        }

        await station.OnPostAsync(CancellationToken.None);

        Assert.Equal(admits ? null : FailureKind.AlreadyCheckedIn, station.Failure?.Kind);
        Assert.Equal(admits, station.Admitted is not null);
        AskedOnceWhoItIs();
    }

    [Fact]
    public async Task A_code_that_is_none_of_ours_asks_once_as_well()
    {
        var station = Open();
        station.Code = "hello";

        await station.OnPostAsync(CancellationToken.None);

        Assert.Equal(FailureKind.TicketInvalid, station.Failure?.Kind);
        AskedOnceWhoItIs();
    }

    private StationModel Open()
    {
        var acts = _house.House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        acts.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        acts.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        return _house.Page(db => new StationModel(
            db, acts.CheckInParty, acts.RecordScan, new DoorCookie(), new PublicLinks(() => new Uri("https://tickets.theatre.example/")),
            UseCaseHost.Rules, acts.Clock));
    }

    private void AskedOnceWhoItIs() =>
        Assert.Single(_house.House.Wire.Sent, sent => sent.Contains("[DisplayName]", StringComparison.Ordinal));
}
