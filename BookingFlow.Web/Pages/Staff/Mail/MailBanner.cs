using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>
/// Tells on every staff page that mail has been failing for a while. One query of an index, in a context of its own; a
/// house whose database is slow or away gets the page without the banner rather than no page.
/// </summary>
[ViewComponent(Name = "MailBanner")]
public sealed partial class MailBanner(
    IDbContextFactory<BookingDbContext> contexts, Venue venue, IStringLocalizer<Words> words, TimeProvider clock,
    ILogger<MailBanner> log) : ViewComponent
{
    /// <summary>How long the page waits for it at most.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    public async Task<IViewComponentResult> InvokeAsync() => View(await ReadAsync());

    /// <returns>What is told; null while all is well or nobody knows.</returns>
    private async Task<Phrase?> ReadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
            soon.CancelAfter(Wait);
            await using var db = await contexts.CreateDbContextAsync(soon.Token);
            db.Database.SetCommandTimeout(Wait);
            return await db.FailingMailAsync(now, soon.Token) is { } failing
                ? words.CountPhrase("Outbox.Banner", failing.Waiting, IsToday(failing.Since, now) ? new TimeOfDay(failing.Since) : failing.Since)
                : null;
        }
#pragma warning disable CA1031 // Whatever is wrong here, the page that it stands on is worth more.
        catch (Exception unknown)
#pragma warning restore CA1031
        {
            LogUnknown(unknown);
            return null;
        }
    }

    private bool IsToday(DateTime utc, DateTime now) => venue.Local(utc).Date == venue.Local(now).Date;

    [LoggerMessage(LogLevel.Warning, "Whether mail is failing could not be read")]
    private partial void LogUnknown(Exception exception);
}
