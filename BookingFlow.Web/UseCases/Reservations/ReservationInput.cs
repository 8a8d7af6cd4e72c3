namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>What a visitor typed into the reservation form, as it came.</summary>
public sealed record ReservationInput(string? Name, string? Email, string? Phone, string? Notes, string? PartySize)
{
    /// <summary>In which language it was typed; anything that the house does not speak, or null: its first.</summary>
    public string? Language { get; init; }
}
