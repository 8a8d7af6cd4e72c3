using System.Text.Json.Serialization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>A party in the list of a device, without name.</summary>
/// <param name="Size">People of the reservation.</param>
/// <param name="Inside">People of the party who are checked in.</param>
/// <param name="At">When the first of them were; UTC; null, like the next two: none of them is.</param>
/// <param name="By">Name of the steward.</param>
/// <param name="Door">Name of the door; null if it has none.</param>
public sealed record ListedParty(int Id, int Size, int Inside, ReservationStatus State, DateTime? At, string? By, string? Door)
{
    /// <summary>Id of the reference; null where the device knows it already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Ref { get; init; }
}
