using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff.Reservations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the pages of the reservations desk ask.</summary>
public sealed class DeskPagesStatements : IStatements
{
    public async Task AskAsync(SqlRecorderHost house)
    {
        var desk = house.House.Stored(TokenPurpose.Confirmation, ReservationStatus.Confirmed);
        var rows = desk.Wire.Rows;
        rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        rows["Log"] = new()
        {
            ["Id"] = 1, ["At"] = AMoment.Now, ["StaffId"] = 1, ["StaffName"] = "Dora", ["Act"] = "party_size_changed", ["Thing"] = "reservation",
            ["ThingId"] = 5, ["Detail"] = "2 → 3",
        };
        rows["Outbox"] = new()
        {
            ["Id"] = 9, ["Kind"] = "ticket", ["ReservationId"] = 5, ["MessageId"] = Guid.NewGuid(), ["CreatedAt"] = AMoment.Now, ["Attempts"] = 0,
            ["NextAttemptAt"] = AMoment.Now,
        };
        await using var services = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<Words>>();

        foreach (var text in new[] { "ada", "K7QF-2M", "ada %_['", null })
        {
            var find = house.Page(db => new FindModel(db, desk.Clock));
            (find.Text, find.PerformanceText, find.StatusText) = (text, text is null ? "7" : null, text is null ? "confirmed" : null);
            await find.OnGetAsync(CancellationToken.None);
        }

        await house.Page(db => new ListModel(db)).OnGetAsync(CancellationToken.None);
        var venue = new Venue("Lantern Theatre", TimeZoneInfo.Utc);
        var export = house.Page(db => new ExportModel(db, desk.ExportReservations, venue, desk.Clock, words));
        await export.OnPostAsync(CancellationToken.None);

        var one = house.Page(
            db => new ReservationModel(db, desk.ConfirmForParty, desk.ResendMail, desk.PrintTicket, UseCaseHost.Rules, desk.Clock, words));
        one.Id = 5;
        await one.OnGetAsync(CancellationToken.None);
        await one.OnPostSendAsync(CancellationToken.None);
        var sale = house.Page(db => new NewModel(db, desk.SellSeats, venue, desk.Clock));
        sale.Performance = "7";
        await sale.OnGetAsync(CancellationToken.None);
    }
}
