using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Tonight.</summary>
public sealed class IndexModel(BookingDbContext db, BookingRules house, Venue venue, IStringLocalizer<Words> words, TimeProvider clock) : PlacePage
{
    public IReadOnlyList<TonightListing> Performances { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Performances = await db.TonightAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);

    /// <summary>From when to when the doors are open: hours alone where the day is that of the performance.</summary>
    public Phrase DoorsOf(TonightListing performance)
    {
        return (performance.DoorsOpenAt(house), performance.DoorsCloseAt(house)) switch
        {
            ({ } opens, { } closes) => new Phrase(words["Tonight.Doors.Between"], On(opens), On(closes)),
            ({ } opens, null) => new Phrase(words["Tonight.Doors.From"], On(opens)),
            (null, { } closes) => new Phrase(words["Tonight.Doors.Until"], On(closes)),
            _ => new Phrase(words["Tonight.Doors.Always"]),
        };

        object On(DateTime at) => venue.Local(at).Date == venue.Local(performance.StartsAt).Date ? new TimeOfDay(at) : at;
    }

    public DoorState DoorsNow(TonightListing performance) => performance.DoorsAt(clock.GetUtcNow().UtcDateTime, house);
}
