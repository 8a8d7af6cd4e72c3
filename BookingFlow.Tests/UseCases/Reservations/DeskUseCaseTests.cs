using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>What all acts of the box office on reservations are tested with: a performance of ten seats and a person at the desk.</summary>
public abstract class DeskUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    protected Performance Performance { get; } = new APerformance().WithCapacity(10).Build();

    protected Actor Bea { get; private set; } = null!;

    protected static DateTime Now => AMoment.Now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Bea = new Actor(House.Steward.StaffId, "Bea");
    }

    protected AReservation AParty(int people = 2) => new AReservation().For(Performance).OfParty(people);

    protected async Task<Reservation> StoredAsync(AReservation party)
    {
        var reservation = party.Build();
        if (Performance.Id == 0)
        {
            await House.Database.AddAsync(reservation);
            return reservation;
        }

        await using var db = House.Database.CreateDbContext();
        db.Attach(Performance);
        db.Add(reservation);
        await db.SaveChangesAsync();
        await db.Performances.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.ConfirmedSeats, Performance.ConfirmedSeats).SetProperty(p => p.Version, Performance.Version));
        return reservation;
    }

    protected async Task CheckInAsync(Reservation reservation) => await House.Database.AddAsync(new CheckIn
    {
        ReservationId = reservation.Id,
        People = reservation.PartySize,
        At = Now,
        StaffId = House.Steward.StaffId,
        StaffName = House.Steward.Name,
    });

    /// <summary>What it counts now, and how many seats its confirmed reservations have: always the same.</summary>
    protected async Task<int> ConfirmedSeatsAsync()
    {
        var counted = (await House.PerformanceAsync(Performance.Id)).ConfirmedSeats;
        Assert.Equal(counted, await House.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == Performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
        return counted;
    }

    protected Task<List<OutboxMail>> OwedAsync() => House.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).ToListAsync());

    protected async Task<AuditEntry> OnlyLogEntryAsync() => Assert.Single(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));

    /// <summary>The refusal, after which nothing is owed and nothing stands in the log.</summary>
    protected async Task<Failure> RefusedAsync<T>(Task<Result<T>> act)
        where T : notnull
    {
        var result = await act;
        Assert.NotNull(result.Failure);
        Assert.Empty(await OwedAsync());
        Assert.Empty(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
        return result.Failure;
    }

    protected async Task CalledOffAsync(Reservation reservation)
    {
        await using var db = House.Database.CreateDbContext();
        (await db.Performances.SingleAsync(p => p.Id == reservation.PerformanceId)).CancelledAt = Now;
        await db.SaveChangesAsync();
    }
}
