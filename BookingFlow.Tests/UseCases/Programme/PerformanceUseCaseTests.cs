using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

/// <summary>What the acts on a performance and its seats are tested with: parties of a performance that is stored already.</summary>
public abstract class PerformanceUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    /// <summary>A performance of a show and in a room that are stored already.</summary>
    protected async Task<Performance> StoredAsync(APerformance built)
    {
        var performance = built.Build();
        await using var db = House.Database.CreateDbContext();
        db.AttachRange(performance.Show, performance.Room);
        db.Add(performance);
        await db.SaveChangesAsync();
        return performance;
    }

    /// <summary>A party that was mailed a link.</summary>
    protected async Task<(Reservation Party, Token Link)> PendingAsync(int performanceId, int people, string? email = "ada@example.org")
    {
        var link = Token.New();
        await using var db = House.Database.CreateDbContext();
        var performance = await db.Performances.SingleAsync(p => p.Id == performanceId);
        var party = new AReservation().For(performance).OfParty(people).WithEmail(email).ExpiringAt(AMoment.CurtainUp).Build();
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, AMoment.Now, party.ExpiresAt));
        await db.SaveChangesAsync();
        return (party, link);
    }

    /// <summary>A party that holds its seats.</summary>
    protected async Task<(Reservation Party, Token Link)> ConfirmedAsync(int performanceId, int people, string? email = "ada@example.org")
    {
        var asked = await PendingAsync(performanceId, people, email);
        Assert.True((await ConfirmAsync(asked.Link)).Succeeded);
        return asked;
    }

    protected Task<Result<Token>> ConfirmAsync(Token link) =>
        House.ConfirmReservation.ConfirmAsync(link, Guid.NewGuid(), null, CancellationToken.None);

    protected Task<List<CapacityChange>> LedgerAsync() => House.Database.ReadAsync(db => db.CapacityChanges.OrderBy(c => c.Id).ToListAsync());

    protected Task<List<AuditEntry>> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
}
