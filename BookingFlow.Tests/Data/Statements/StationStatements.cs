using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.CheckIn;
using BookingFlow.Web.Pages.Staff.Shared;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the scan station asks beside letting parties in: its counts, its last scans, and what it remembers.</summary>
public sealed class StationStatements : IStatements
{
    private readonly PublicLinks _links = new(() => new Uri("https://tickets.theatre.example/"));

    public async Task AskAsync(SqlRecorderHost house)
    {
        var acts = house.House.Stored(TokenPurpose.CheckIn, ReservationStatus.Confirmed);
        acts.Clock.SetUtcNow(new DateTimeOffset(AMoment.CurtainUp));
        acts.Wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<Words>>();

        await Open().OnGetAsync(CancellationToken.None);
        var nonsense = Open();
        nonsense.Code = "hello";
        await nonsense.OnPostAsync(CancellationToken.None);
        var typed = Open();
        typed.Code = "K7QF-2M";
        await typed.OnPostAsync(CancellationToken.None);
        var miscounted = house.Page(db => new CorrectModel(db, acts.UndoCheckIn, new DoorCookie(), UseCaseHost.Rules, words, acts.Clock));
        (miscounted.Counted, miscounted.People) = ("K7QF-2M", "1");
        await miscounted.OnPostAsync(CancellationToken.None);
        var door = house.Page(db => new SetDoorModel(db, new DoorCookie(), UseCaseHost.Rules, acts.Clock));
        door.Request.Form = NoForm();
        door.DoorOf = "7";
        await door.OnPostAsync(CancellationToken.None);
        await acts.RecordScan.SeenAsync(new Failure(FailureKind.TicketInvalid), null, SqlServerDatabase.Steward, CancellationToken.None);

        StationModel Open()
        {
            var page = house.Page(db => new StationModel(
                db, acts.CheckInParty, acts.RecordScan, new DoorCookie(), _links, UseCaseHost.Rules, acts.Clock));
            page.Request.Form = NoForm();
            return page;
        }

        static FormCollection NoForm() => new(new Dictionary<string, StringValues>(StringComparer.Ordinal));
    }
}
