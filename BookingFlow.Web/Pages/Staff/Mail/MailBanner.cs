using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Mail;

/// <summary>Warns on every staff page when mail has been failing for a while.</summary>
/// <remarks>
/// Runs one index query in its own context. When the database is slow or unavailable, the page is shown without the banner.
/// </remarks>
[ViewComponent(Name = "MailBanner")]
public sealed partial class MailBanner(
    IDbContextFactory<BookingDbContext> contexts, Venue venue, IStringLocalizer<Words> words, TimeProvider clock,
    ILogger<MailBanner> log) : ViewComponent
{
    /// <summary>Longest time that the banner may delay a page.</summary>
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(2);

    public async Task<IViewComponentResult> InvokeAsync() => View(await ReadAsync());

    /// <returns>The warning; null when mail works, or the query failed.</returns>
    private async Task<Phrase?> ReadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted);
            timeout.CancelAfter(QueryTimeout);
            await using var db = await contexts.CreateDbContextAsync(timeout.Token);
            db.Database.SetCommandTimeout(QueryTimeout);
            return await db.FindFailingMailAsync(now, timeout.Token) is { } failing
                ? words.CountPhrase("Outbox.Banner", failing.Unsent, IsToday(failing.Since, now) ? new TimeOfDay(failing.Since) : failing.Since)
                : null;
        }
#pragma warning disable CA1031 // No failure of the banner may break the page that shows it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogReadFailed(exception);
            return null;
        }
    }

    private bool IsToday(DateTime utc, DateTime now) => venue.Local(utc).Date == venue.Local(now).Date;

    [LoggerMessage(LogLevel.Warning, "The state of the outbox could not be read for the mail banner")]
    private partial void LogReadFailed(Exception exception);
}
