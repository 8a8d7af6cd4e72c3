using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Shared;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the pages about parties at the door ask.</summary>
public sealed class DoorPagesStatements : IStatements
{
    public async Task AskAsync(SqlRecorderHost house)
    {
        var door = house.House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        door.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        door.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<Words>>();
        var cookie = new DoorCookie();

        foreach (var text in new[] { "ada %_['", "K7QF-2M", null })
        {
            var find = house.Page(db => new FindModel(db, cookie, door.Clock));
            find.Text = text;
            await find.OnGetAsync(CancellationToken.None);
        }

        var party = house.Page(db => new PartyModel(db, door.CheckInParty, cookie, UseCaseHost.Rules, door.Clock, words));
        party.Id = 5;
        await party.OnGetAsync(CancellationToken.None);
        var undo = house.Page(db => new UndoModel(db, door.UndoCheckIn, cookie, door.Clock));
        undo.Id = 5;
        await undo.OnGetAsync(CancellationToken.None);
        var move = house.Page(db => new MoveModel(db, door.MoveReservation, cookie, door.Clock));
        move.Id = 5;
        await move.OnGetAsync(CancellationToken.None);
        await house.Page(db => new WalkInModel(db, door.AdmitWalkIn, cookie, door.Clock, words)).OnGetAsync(CancellationToken.None);
    }
}
