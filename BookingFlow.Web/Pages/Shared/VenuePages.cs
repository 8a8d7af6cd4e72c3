using BookingFlow.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>
/// The links at the foot of every page for visitors: to what the house has written of itself. In a context of its own; a
/// page whose foot cannot be read is shown without the links rather than not at all.
/// </summary>
[ViewComponent(Name = "VenuePages")]
public sealed partial class VenuePages(IDbContextFactory<BookingDbContext> contexts, ILogger<VenuePages> log) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync() => View(await ReadAsync());

    private async Task<IReadOnlyList<VenueTextKind>> ReadAsync()
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(HttpContext.RequestAborted);
            return await db.WrittenTextsAsync(HttpContext.RequestAborted);
        }
#pragma warning disable CA1031 // Whatever is wrong here, the page that it stands on is worth more.
        catch (Exception unknown)
#pragma warning restore CA1031
        {
            LogUnknown(unknown);
            return [];
        }
    }

    [LoggerMessage(LogLevel.Warning, "Which pages the house has written could not be read")]
    private partial void LogUnknown(Exception exception);
}
