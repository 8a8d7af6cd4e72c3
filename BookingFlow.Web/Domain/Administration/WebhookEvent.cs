namespace BookingFlow.Web.Domain.Administration;

/// <summary>Events of which webhooks are told.</summary>
public enum WebhookEvent
{
    /// <summary>A reservation was confirmed and has taken its seats, by whatever way.</summary>
    ReservationConfirmed,

    /// <summary>A confirmed reservation was cancelled, by the party, by staff, or with its performance.</summary>
    ReservationCancelled,

    /// <summary>The last seat of a performance was taken.</summary>
    PerformanceSoldOut,

    /// <summary>People of a party were admitted.</summary>
    CheckedIn,

    /// <summary>An Administrator has asked for it. Not one that a webhook can be told of otherwise.</summary>
    Test,
}
