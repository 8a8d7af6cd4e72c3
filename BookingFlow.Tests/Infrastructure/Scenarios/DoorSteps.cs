using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.Scenarios;

/// <summary>Stores check-ins that a test starts from.</summary>
public static class DoorSteps
{
    /// <summary>Stores the check-in of a party, and its scan event, by a new steward "Dora" at the station "Main entrance".</summary>
    /// <param name="people">Number of admitted people.</param>
    /// <param name="at">UTC; null: now.</param>
    public static async Task AdmitAsync(this BookingFlowApp app, Reservation party, int people, DateTime? at = null)
    {
        var dora = new Steward((await app.AddStaffAsync(role: null, "Dora")).Id, "Dora", party.PerformanceId, "Main entrance");
        await using var db = app.Database.CreateDbContext();
        var stored = await db.Reservations.SingleAsync(r => r.Id == party.Id);
        db.Add(CheckIn.Of(stored, people, dora, Guid.NewGuid(), at ?? app.Now));
        db.Add(ScanEvent.Of(ScanOutcome.Admitted, stored, people, people, dora, Guid.NewGuid(), at ?? app.Now));
        await db.SaveChangesAsync();
    }
}
