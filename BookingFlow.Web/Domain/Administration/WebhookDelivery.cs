namespace BookingFlow.Web.Domain.Administration;

/// <summary>A message to a webhook in the transactional outbox.</summary>
/// <remarks>
/// Written in the transaction of the event, and sent after the commit by a job that claims it for a time, as mail is (docs/decisions/0008, 0065).
/// </remarks>
public sealed class WebhookDelivery
{
    /// <summary>How long a message is tried. After that, each failed attempt is the last one.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>Why messages are given up whose webhook is switched off or removed. A key of the staff's word file, as the others are.</summary>
    public const string SwitchedOff = "switched off";

    /// <summary>Why a message fails whose receiver has an address that is not allowed (<see cref="WebhookNetworks"/>).</summary>
    public const string AddressRefused = "private address";

    /// <summary>Why a message fails that was not answered in time.</summary>
    public const string TimedOut = "no answer in time";

    /// <summary>Why a message fails whose receiver could not be connected to.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>Why a message fails whose receiver offers no connection that can be trusted, for example with an expired certificate.</summary>
    public const string NoSecureConnection = "no secure connection";

    /// <summary>Why a message fails that cannot be signed, because the secret was encrypted with keys that are lost.</summary>
    public const string SecretUnreadable = "secret unreadable";

    public int Id { get; set; }

    public int WebhookId { get; set; }

    public Webhook Webhook { get; set; } = null!;

    /// <summary>The event's id, the same for all webhooks (<see cref="WebhookMessage.IdOf"/>).</summary>
    public Guid EventId { get; set; }

    /// <summary>From <see cref="WebhookEvents.Name"/>.</summary>
    public required string Type { get; set; }

    /// <summary>The JSON of a <see cref="WebhookMessage"/>, the same for each attempt.</summary>
    public required string Body { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Number of failed attempts.</summary>
    public int Attempts { get; private set; }

    /// <summary>Earliest time of the next attempt; UTC.</summary>
    public DateTime NextAttemptAt { get; set; }

    /// <summary>When the current claim expires; UTC; null if the message is not claimed.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    public Guid? ClaimedBy { get; private set; }

    /// <summary>When the receiver answered with a status of success; UTC.</summary>
    public DateTime? DeliveredAt { get; private set; }

    public DateTime? GivenUpAt { get; private set; }

    /// <summary>Why the last attempt failed: one of the constants, the number of a status, or the name of an exception.</summary>
    public string? LastError { get; private set; }

    public bool IsUnsent => DeliveredAt is null && GivenUpAt is null;

    /// <param name="webhookId">The webhook that is told.</param>
    /// <param name="now">When the event happened; UTC.</param>
    public static WebhookDelivery Of(int webhookId, Guid eventId, WebhookEvent kind, WebhookData data, DateTime now) => new()
    {
        WebhookId = webhookId,
        EventId = eventId,
        Type = kind.Name(),
        Body = new WebhookMessage(WebhookMessage.IdOf(eventId), kind.Name(), DateTime.SpecifyKind(now, DateTimeKind.Utc), data).ToJson(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Whether the message can be claimed now: unsent, due, and without a valid claim.</summary>
    public bool CanBeClaimed(DateTime now) => IsUnsent && NextAttemptAt <= now && (ClaimedUntil is null || ClaimedUntil <= now);

    public void Claim(Guid by, DateTime until) => (ClaimedBy, ClaimedUntil) = (by, until);

    /// <summary>Releases the claim on a message that was not sent, so that it can be claimed again at once.</summary>
    /// <param name="by">The claim's holder; nothing happens if the claim is held by another sender.</param>
    public void ReleaseClaim(Guid by)
    {
        if (ClaimedBy == by)
        {
            Release();
        }
    }

    public void Delivered(DateTime now)
    {
        (DeliveredAt, LastError) = (now, null);
        Release();
    }

    /// <summary>Records a failed attempt. The waits grow as those of mail do (<see cref="OutboxMail.BackOff"/>).</summary>
    public void Failed(string error, DateTime now)
    {
        NextAttemptAt = now + OutboxMail.BackOff(Attempts);
        Attempts++;
        LastError = error.Truncate(Limits.ErrorText);
        Release();
        // Retried by an Administrator after that, it has this one attempt.
        if (now - CreatedAt >= GiveUpAfter)
        {
            GivenUpAt = now;
        }
    }

    public void GiveUp(string reason, DateTime now)
    {
        (GivenUpAt, LastError) = (now, reason.Truncate(Limits.ErrorText));
        Release();
    }

    private void Release() => (ClaimedBy, ClaimedUntil) = (null, null);
}
