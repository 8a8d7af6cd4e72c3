namespace BookingFlow.Web.Components;

/// <summary>Pictures of <see cref="EmptyStateIcon"/>.</summary>
public enum EmptyStateIconKind
{
    /// <summary>The lamp left on an empty stage: nothing here.</summary>
    GhostLight,

    /// <summary>The same lamp, switched off: an error of the program.</summary>
    LightOut,

    /// <summary>A burnt-down candle: expired.</summary>
    Candle,

    /// <summary>Wait and try again.</summary>
    Hourglass,

    /// <summary>A ticket with a checkmark: already confirmed.</summary>
    GoodTicket,

    /// <summary>A torn ticket: invalid or cancelled.</summary>
    TornTicket,

    /// <summary>Rows of taken seats: sold out.</summary>
    FullRows,

    /// <summary>A closed curtain: not open, or not permitted.</summary>
    Curtain,
}
