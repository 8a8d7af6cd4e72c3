using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>What has happened at the door before a test begins.</summary>
public static class AtTheDoor
{
    /// <summary>So many of a stored party have been let in by Dora at the main entrance; the history has it too.</summary>
    public static async Task LetInAsync(this BookingFlowApp app, Reservation party, int people, DateTime? at = null)
    {
        var dora = new Steward((await app.AddStaffAsync(role: null, "Dora")).Id, "Dora", party.PerformanceId, "Main entrance");
        await using var db = app.Database.CreateDbContext();
        var stored = await db.Reservations.SingleAsync(r => r.Id == party.Id);
        db.Add(CheckIn.Of(stored, people, dora, Guid.NewGuid(), at ?? app.Now));
        db.Add(ScanEvent.Of(ScanOutcome.Admitted, stored, people, people, dora, Guid.NewGuid(), at ?? app.Now));
        await db.SaveChangesAsync();
    }
}
