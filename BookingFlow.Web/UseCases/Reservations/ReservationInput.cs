namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Submitted reservation form, not yet validated.</summary>
public sealed record ReservationInput(string? Name, string? Email, string? Phone, string? Notes, string? PartySize)
{
    /// <summary>Language of the form. Null and unsupported languages count as <see cref="Languages.Default"/>.</summary>
    public string? Language { get; init; }
}
