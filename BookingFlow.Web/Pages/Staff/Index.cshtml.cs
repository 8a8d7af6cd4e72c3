using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Staff start page: tonight's performances with their counts and door times.</summary>
public sealed class IndexModel(BookingDbContext db, BookingRules rules, Venue venue, IStringLocalizer<Words> words, TimeProvider clock) : BasePage
{
    public IReadOnlyList<TonightListing> Performances { get; private set; } = [];

    /// <summary>Parties of tonight that devices let in although the server would have refused them.</summary>
    public IReadOnlyList<FlaggedParty> Flagged { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Performances = await db.TonightAsync(clock.GetUtcNow().UtcDateTime, cancellationToken);
        Flagged = await db.FlaggedPartiesAsync([.. Performances.Select(p => p.Id)], cancellationToken);
    }

    /// <summary>Formats when the doors open and close. The date is omitted where it equals the date of the performance.</summary>
    public Phrase DoorTimes(TonightListing performance)
    {
        return (performance.DoorsOpenAt(rules), performance.DoorsCloseAt(rules)) switch
        {
            ({ } opens, { } closes) => new Phrase(words["Tonight.Doors.Between"], Format(opens), Format(closes)),
            ({ } opens, null) => new Phrase(words["Tonight.Doors.From"], Format(opens)),
            (null, { } closes) => new Phrase(words["Tonight.Doors.Until"], Format(closes)),
            _ => new Phrase(words["Tonight.Doors.Always"]),
        };

        object Format(DateTime at) => venue.Local(at).Date == venue.Local(performance.StartsAt).Date ? new TimeOfDay(at) : at;
    }

    public DoorState DoorStateOf(TonightListing performance) => performance.DoorStateAt(clock.GetUtcNow().UtcDateTime, rules);
}
