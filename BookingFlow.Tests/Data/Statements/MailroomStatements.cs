using BookingFlow.Web.Components;
using BookingFlow.Web.Pages.Staff;
using BookingFlow.Web.Pages.Staff.Log;
using BookingFlow.Web.Pages.Staff.Mail;
using BookingFlow.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Tests.Data.Statements;

/// <summary>What the mail page, the banner, the log, tonight and the season ask.</summary>
public sealed class MailroomStatements : IStatements
{
    private static readonly Venue Venue = new("Lantern Theatre", TimeZoneInfo.Utc);

    public async Task AskAsync(SqlRecorderHost house)
    {
        var words = new ServiceCollection().AddLogging().AddWords().BuildServiceProvider().GetRequiredService<IStringLocalizer<Words>>();
        var wire = house.House.Stored(TokenPurpose.Confirmation, ReservationStatus.Pending).Wire;
        wire.Rows["AspNetUsers"] = SqlRecorderHost.AStaffRow();
        wire.Rows["Outbox"] = new()
        {
            ["Id"] = 9,
            ["Kind"] = SnakeCase.Of(MailKind.Ticket),
            ["ReservationId"] = 5,
            ["MessageId"] = Guid.NewGuid(),
            ["CreatedAt"] = AMoment.Now,
            ["Attempts"] = 1,
            ["FailingSince"] = AMoment.Now,
            ["NextAttemptAt"] = AMoment.Now,
        };
        Assert.NotNull(await wire.CreateDbContext().FailingMailAsync(AMoment.Now.AddHours(1), CancellationToken.None));
        foreach (var (state, query) in new[] { ("failing", "ticket k7qf-2m"), ("", "") })
        {
            var mail = house.Page(db => new MailListModel(db, house.House.RetryMail, house.House.SendTestMail, words));
            (mail.StateText, mail.Query) = (state, query);
            await mail.OnGetAsync(CancellationToken.None);
            await mail.OnPostRetryAsync(9, CancellationToken.None);
            await mail.OnPostRetryAllAsync(CancellationToken.None);
            await mail.OnPostTestAsync(CancellationToken.None);
        }

        await house.Page(db => new IndexModel(db, UseCaseHost.Rules, Venue, words, house.House.Clock)).OnGetAsync(CancellationToken.None);
        await house.Page(db => new SeasonModel(db, Venue, house.House.Clock)).OnGetAsync(CancellationToken.None);
        foreach (var thing in Enum.GetValues<AuditSubject>())
        {
            wire.Rows["Log"] = new()
            {
                ["Id"] = 1,
                ["At"] = AMoment.Now,
                ["StaffId"] = 1,
                ["StaffName"] = "Dora",
                ["Act"] = SnakeCase.Of(AuditAction.RoomAdded),
                ["Thing"] = SnakeCase.Of(thing),
                ["ThingId"] = 5,
            };
            var log = house.Page(db => new AuditLogModel(db, Venue, words));
            (
                log.PersonText, log.ActText, log.ThingText, log.IdText, log.FromText,
                log.ToText) = ("1", "RoomAdded", thing.ToString(), "5", "2026-09-01", "2026-09-30");
            await log.OnGetAsync(CancellationToken.None);
            Assert.NotEmpty(log.Entries.Items);
        }
    }
}
