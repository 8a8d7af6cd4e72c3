namespace BookingFlow.Web.Domain.Administration;

/// <summary>Which page of its own words the house has. Stored as a word.</summary>
public enum VenueTextKind
{
    /// <summary>What the house does with what visitors tell it.</summary>
    Privacy,

    /// <summary>Who the house is, in law.</summary>
    Imprint,
}
