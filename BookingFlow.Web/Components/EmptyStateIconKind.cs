namespace BookingFlow.Web.Components;

/// <summary>What stands on the stage while there is nothing to play.</summary>
public enum EmptyStateIconKind
{
    /// <summary>The lamp that burns on an empty stage.</summary>
    GhostLight,

    /// <summary>The same lamp, out: the house's own fault.</summary>
    LightOut,

    /// <summary>A candle that has burnt down: too late.</summary>
    Candle,

    /// <summary>Wait.</summary>
    Hourglass,

    /// <summary>A ticket with a tick: it is done.</summary>
    GoodTicket,

    /// <summary>A ticket in two halves: it is worth nothing.</summary>
    TornTicket,

    /// <summary>Rows without a free seat.</summary>
    FullHouse,

    /// <summary>Not open.</summary>
    Curtain,
}
