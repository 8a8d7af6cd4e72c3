using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Reservations;

/// <summary>Base class for tests of box-office use cases on reservations: a performance with ten seats and a box-office actor.</summary>
public abstract class BoxOfficeUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    protected Performance Performance { get; } = new APerformance().WithCapacity(10).Build();

    protected Actor Bea { get; private set; } = null!;

    protected static DateTime Now => TestTimes.Now;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Bea = new Actor(Host.Steward.StaffId, "Bea");
    }

    protected AReservation AParty(int people = 2) => new AReservation().For(Performance).OfParty(people);

    protected async Task<Reservation> StoredAsync(AReservation party)
    {
        var reservation = party.Build();
        if (Performance.Id == 0)
        {
            await Host.Database.AddAsync(reservation);
            return reservation;
        }

        await using var db = Host.Database.CreateDbContext();
        db.Attach(Performance);
        db.Add(reservation);
        await db.SaveChangesAsync();
        await db.Performances.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.ConfirmedSeats, Performance.ConfirmedSeats).SetProperty(p => p.Version, Performance.Version)
                .SetProperty(p => p.WaitingPeople, Performance.WaitingPeople));
        return reservation;
    }

    protected async Task CheckInAsync(Reservation reservation) => await Host.Database.AddAsync(new CheckIn
    {
        ReservationId = reservation.Id,
        People = reservation.PartySize,
        At = Now,
        StaffId = Host.Steward.StaffId,
        StaffName = Host.Steward.Name,
    });

    /// <summary>The performance's stored count of confirmed seats, asserted to equal the sum over its reservations.</summary>
    protected async Task<int> ConfirmedSeatsAsync()
    {
        var counted = (await Host.PerformanceAsync(Performance.Id)).ConfirmedSeats;
        Assert.Equal(counted, await Host.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == Performance.Id && r.Status == ReservationStatus.Confirmed).SumAsync(r => r.PartySize)));
        return counted;
    }

    protected Task<List<OutboxMail>> OutboxAsync() => Host.Database.ReadAsync(db => db.Outbox.OrderBy(m => m.Id).ToListAsync());

    protected async Task<AuditEntry> OnlyAuditEntryAsync() => Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));

    /// <summary>The failure of a refused use case, after asserting an empty outbox and audit log.</summary>
    protected async Task<Failure> RefusedAsync<T>(Task<Result<T>> useCase)
        where T : notnull
    {
        var result = await useCase;
        Assert.NotNull(result.Failure);
        Assert.Empty(await OutboxAsync());
        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
        return result.Failure;
    }

    protected async Task CancelPerformanceAsync(Reservation reservation)
    {
        await using var db = Host.Database.CreateDbContext();
        (await db.Performances.SingleAsync(p => p.Id == reservation.PerformanceId)).CancelledAt = Now;
        await db.SaveChangesAsync();
    }
}
