using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Performances;
using BookingFlow.Web.Pages.Staff.Shared;
using Door = BookingFlow.Web.Pages.Staff.CheckIn;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the paper list, its form and the door's history ask.</summary>
public sealed class PaperStatements : IStatements
{
    public async Task AskAsync(SqlRecorderHost house)
    {
        var acts = house.House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        acts.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        acts.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        acts.Wire.Rows["ScanEvents"] = new()
        {
            ["Id"] = 4,
            ["At"] = AMoment.CurtainUp,
            ["Outcome"] = "admitted",
            ["ReservationId"] = 5,
            ["PerformanceId"] = 7,
            ["People"] = 2,
            ["Inside"] = 2,
            ["StaffId"] = 1,
            ["StaffName"] = "Dora",
            ["RequestId"] = Guid.NewGuid(),
        };

        var list = house.Page(db => new Door.ListModel(db, new DoorCookie(), acts.Clock));
        list.PerformanceText = "7";
        await list.OnGetAsync(CancellationToken.None);

        var paper = house.Page(db => new PaperModel(db, acts.CheckInByList, new DoorCookie(), UseCaseHost.Venue, words: null!, acts.Clock));
        (paper.Performance, paper.Tick, paper.References) = ("7", "on", "K7QF-2M 3");
        await paper.OnGetAsync(CancellationToken.None);
        await paper.OnPostAsync(CancellationToken.None);

        var history = house.Page(db => new DoorModel(db));
        (history.Id, history.OutcomeText) = (7, "admitted");
        await history.OnGetAsync(CancellationToken.None);
    }
}
