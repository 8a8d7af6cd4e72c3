namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Submitted reservation form, not yet validated.</summary>
public sealed record ReservationInput(string? Name, string? Email, string? Phone, string? Notes, string? PartySize)
{
    /// <summary>Whether the party asks for the waiting list if there are too few seats.</summary>
    public bool Waits { get; init; }

    /// <summary>The smallest number of people with which it would come; empty for the whole party; ignored if it does not wait.</summary>
    public string? SmallestParty { get; init; }

    /// <summary>Answers to the show's questions, by their position.</summary>
    public IReadOnlyList<string?> Answers { get; init; } = [];

    /// <summary>Of a reservation made by staff: their own note.</summary>
    public string? StaffNote { get; init; }

    /// <summary>The key of the link by which the form was reached; null for a listed performance; ignored for reservations made by staff.</summary>
    public string? Invitation { get; init; }

    /// <summary>What the party asks for of the room; ignored if it is not offered.</summary>
    public AccessNeeds Access { get; init; }

    /// <summary>The client's <see cref="ClientNetwork.KeyOf"/>, for limits; ignored for reservations made by staff.</summary>
    public int ClientKey { get; init; }

    /// <summary>Language of the form. Null and unsupported languages count as <see cref="Languages.Default"/>.</summary>
    public string? Language { get; init; }
}
