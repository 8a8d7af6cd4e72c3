using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.VenueSettings;

/// <summary>Edits the venue's profile. Another time zone needs an explicit confirmation while performances are planned.</summary>
public sealed class IndexModel(BookingDbContext db, ChangeVenueProfile change, TimeProvider clock, IStringLocalizer<Words> words) : StaffPage(db)
{
    /// <summary>The offered lifetimes of a confirmation link, in minutes.</summary>
    private static readonly int[] OfferedLifetimes = [30, 60, 2 * 60, 6 * 60, 12 * 60, 24 * 60, 48 * 60, 72 * 60, 7 * 24 * 60];

    [BindProperty]
    public VenueInput Typed { get; set; } = new();

    /// <summary>Whether the user confirmed the change of the time zone.</summary>
    [BindProperty]
    public bool AcceptsShift { get; set; }

    /// <summary>Number of upcoming performances.</summary>
    public int PlannedPerformances { get; private set; }

    public bool AsksAboutTimeZone => AcceptsShift || Failure is { Obstacle: Obstacle.PerformancesPlanned };

    /// <summary>All time zones of this machine by their IANA names, and the submitted one.</summary>
    public IReadOnlyList<(string Value, string Text)> TimeZones =>
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(IanaId).OfType<string>().Append(Typed.TimeZone).OfType<string>()
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => (id, id.Replace('_', ' '))),
    ];

    /// <summary>The offered lifetimes, and the submitted one.</summary>
    public IReadOnlyList<(string Value, string Text)> Lifetimes =>
    [
        .. OfferedLifetimes
            .Concat(int.TryParse(Typed.ConfirmationLifetime, NumberStyles.None, CultureInfo.InvariantCulture, out var submitted) ? [submitted] : [])
            .Distinct().Order()
            .Select(minutes => (minutes.ToString(CultureInfo.InvariantCulture), Span(minutes))),
    ];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Typed = VenueInput.Of(await Db.VenueProfiles.AsNoTracking().SingleAsync(cancellationToken));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var changed = await change.ChangeAsync(Typed, AcceptsShift, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded
            ? SeeOtherPage("/Staff/VenueSettings/Index", Done.Saved)
            : await RefuseAsync(changed.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        PlannedPerformances = await Db.Performances.CountAsync(p => p.StartsAt > now && p.CancelledAt == null, cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private string Span(int minutes) =>
        minutes % 60 == 0 ? words.Count("Span.Hours", minutes / 60) : words.Count("Span.Minutes", minutes);

    private static string? IanaId(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : null;
}
