using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>One performance: its facts, its seats with the capacity ledger, and the actions that are possible.</summary>
public sealed class PerformanceModel(BookingDbContext db, BookingRules rules, TimeProvider clock) : PerformancePage(db)
{
    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public PerformanceState State { get; private set; }

    /// <summary>Capacity changes of the performance, newest first.</summary>
    public Paged<CapacityChange> Ledger { get; private set; } = Paged<CapacityChange>.None;

    /// <summary>Number of pending reservations that have not expired.</summary>
    public int Pending { get; private set; }

    /// <summary>Whether a party has ever joined the waiting list.</summary>
    public bool HasWaitingList { get; private set; }

    /// <summary>Whether devices can be paired now, or were.</summary>
    public bool HasDevices { get; private set; }

    public DateTime? DoorsOpenAt => rules.DoorsOpenAt(Performance!);

    public DateTime? DoorsCloseAt => rules.DoorsCloseAt(Performance!);

    public int MaxPartySize => rules.MaxPartySizeFor(Performance!.MaxPartySize);

    /// <summary>Whether the performance has not started and is not cancelled, so that it can be cancelled.</summary>
    public bool IsUpcoming => Performance!.CancelledAt is null && Performance.StartsAt > Now;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        if (Performance is not { } p)
        {
            return;
        }

        State = new StaffPerformanceListing(
            p.Id, p.Show.Title, p.Show.Slug, p.Show.IsPublished, p.Room.Name, p.StartsAt, p.IsPublic, p.BookingEnabled,
            p.BookingOpensAt, p.BookingClosesAt, p.CancelledAt, p.Capacity)
        { ShowHasLink = p.Show.Invitation is not null, HasLink = p.Invitation is not null }.StateAt(Now);
        Pending = await Db.Reservations.CountAsync(
            r => r.PerformanceId == Id && r.Status == ReservationStatus.Pending && r.ExpiresAt > Now, cancellationToken);
        HasWaitingList = await Db.Reservations.AnyAsync(r => r.PerformanceId == Id && r.WaitingSince != null, cancellationToken);
        HasDevices = PairedDevice.CanPair(p, rules, Now)
            || await Db.PairedDevices.AnyAsync(d => d.PerformanceId == Id && d.PairedAt != null, cancellationToken);
        Ledger = await Db.CapacityChanges.AsNoTracking().Where(c => c.PerformanceId == Id)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .PageAsync(PageNumber, cancellationToken);
    }
}
