using BookingFlow.Web.Pages.Staff.Shared;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>What has changed at all doors of a performance since a device asked last.</summary>
/// <param name="Now">The server's clock, by which the device measures its own; UTC.</param>
/// <param name="Token">Antiforgery token for the device's next request.</param>
/// <param name="Staff">The signed-in steward.</param>
/// <param name="LastEvent">The latest entry of the scan history; 0 if there is none.</param>
/// <param name="Parties">The parties with new entries.</param>
/// <param name="Conflicts">All flagged parties of the evening.</param>
public sealed record DoorArrivals(
    DateTime Now, string? Token, ArrivalsSteward Staff, ListedPerformance Performance, ArrivalCounts Counts, int LastEvent,
    IReadOnlyList<ListedParty> Parties, IReadOnlyList<FlaggedParty> Conflicts);
