using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>One performance: when, where, how many seats and why, and what can be done with it.</summary>
public sealed class PerformanceModel(BookingDbContext db, BookingRules house, TimeProvider clock) : OnePerformancePage(db)
{
    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public DateTime Now => clock.GetUtcNow().UtcDateTime;

    public PerformanceState State { get; private set; }

    /// <summary>Each change of its seats, the latest first.</summary>
    public Paged<CapacityChange> Ledger { get; private set; } = Paged<CapacityChange>.None;

    /// <summary>Parties that have asked and not confirmed.</summary>
    public int Pending { get; private set; }

    public DateTime? DoorsOpenAt => house.DoorsOpenAt(Performance!);

    public DateTime? DoorsCloseAt => house.DoorsCloseAt(Performance!);

    public int MaxPartySize => house.MaxPartySizeFor(Performance!.MaxPartySize);

    /// <summary>Whether it is still to come and was not called off, so that it can be called off.</summary>
    public bool IsToCome => Performance!.CancelledAt is null && Performance.StartsAt > Now;

    protected override async Task ReadAsync(CancellationToken cancellationToken)
    {
        await base.ReadAsync(cancellationToken);
        if (Performance is not { } p)
        {
            return;
        }

        State = new StaffPerformanceListing(
            p.Id, p.Show.Title, p.Show.Slug, p.Show.IsPublished, p.Room.Name, p.StartsAt, p.IsPublic, p.BookingEnabled,
            p.BookingOpensAt, p.BookingClosesAt, p.CancelledAt, p.Capacity).StateAt(Now);
        Pending = await Db.Reservations.CountAsync(
            r => r.PerformanceId == Id && r.Status == ReservationStatus.Pending && r.ExpiresAt > Now, cancellationToken);
        Ledger = await Db.CapacityChanges.AsNoTracking().Where(c => c.PerformanceId == Id)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id)
            .PageAsync(PageNumber, cancellationToken);
    }
}
