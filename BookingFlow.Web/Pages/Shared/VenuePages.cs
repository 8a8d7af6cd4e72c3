using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>View component with the footer links to the privacy notice, and to the imprint if the venue has written one.</summary>
/// <remarks>Uses its own DbContext and catches every exception, so that a failure here costs the links but not the page.</remarks>
[ViewComponent(Name = "VenuePages")]
public sealed partial class VenuePages(
    IDbContextFactory<BookingDbContext> contexts, DatabaseFaultLog faults, ILogger<VenuePages> log) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() => View(await ReadAsync());

    private async Task<IReadOnlyList<VenueTextKind>> ReadAsync()
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(HttpContext.RequestAborted);
            var written = await db.VenueTextKindsAsync(HttpContext.RequestAborted);
            // The privacy notice exists also if the venue has not written its own.
            return [.. written.Append(VenueTextKind.Privacy).Distinct().Order()];
        }
#pragma warning disable CA1031 // See the remarks.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (faults.Report(exception) is null)
            {
                LogReadFailed(exception);
            }

            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "The venue's texts could not be read; the page is shown without their links")]
    private partial void LogReadFailed(Exception exception);
}
