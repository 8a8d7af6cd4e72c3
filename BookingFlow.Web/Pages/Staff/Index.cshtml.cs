using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Tonight.</summary>
public sealed class IndexModel(BookingDbContext db, TimeProvider clock) : PlacePage
{
    public IReadOnlyList<TonightListing> Performances { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Performances = await db.TonightAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
}
