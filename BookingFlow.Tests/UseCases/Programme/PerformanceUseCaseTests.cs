using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

/// <summary>Base class for tests of use cases on a performance and its seats: stores performances and parties.</summary>
public abstract class PerformanceUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    /// <summary>Stores a performance whose show and room are already stored.</summary>
    protected async Task<Performance> StoredAsync(APerformance built)
    {
        var performance = built.Build();
        await using var db = Host.Database.CreateDbContext();
        db.AttachRange(performance.Show, performance.Room);
        db.Add(performance);
        await db.SaveChangesAsync();
        return performance;
    }

    /// <summary>Stores a pending party with a confirmation link.</summary>
    protected async Task<(Reservation Party, Token Link)> PendingAsync(int performanceId, int people, string? email = "ada@example.org")
    {
        var link = Token.New();
        await using var db = Host.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == performanceId);
        var party = new AReservation().For(performance).OfParty(people).WithEmail(email).ExpiringAt(TestTimes.StartsAt).Build();
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, TestTimes.Now, party.ExpiresAt));
        await db.SaveChangesAsync();
        return (party, link);
    }

    /// <summary>Stores a party and confirms it.</summary>
    protected async Task<(Reservation Party, Token Link)> ConfirmedAsync(int performanceId, int people, string? email = "ada@example.org")
    {
        var pending = await PendingAsync(performanceId, people, email);
        Assert.True((await ConfirmAsync(pending.Link)).Succeeded);
        return pending;
    }

    protected Task<Result<Token>> ConfirmAsync(Token link) =>
        Host.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

    protected Task<List<CapacityChange>> LedgerAsync() => Host.Database.ReadAsync(db => db.CapacityChanges.OrderBy(c => c.Id).ToListAsync());

    protected Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
}
