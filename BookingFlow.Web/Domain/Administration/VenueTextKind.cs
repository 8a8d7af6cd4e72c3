namespace BookingFlow.Web.Domain.Administration;

/// <summary>Pages with the venue's own text. Stored in snake case.</summary>
public enum VenueTextKind
{
    /// <summary>The privacy notice.</summary>
    Privacy,

    /// <summary>The legal notice about the operator of the site.</summary>
    Imprint,
}
