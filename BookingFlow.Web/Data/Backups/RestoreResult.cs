namespace BookingFlow.Web.Data.Backups;

/// <summary>A restored database.</summary>
/// <param name="Former">The copy of the database before; null if there was none.</param>
/// <param name="Version">Current, or Older: then the next start migrates it.</param>
public sealed record RestoreResult(string? Former, SchemaVersion Version);
