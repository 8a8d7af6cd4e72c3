namespace BookingFlow.Web.Domain;

/// <summary>Which mail is owed. Stored as a word.</summary>
public enum MailKind
{
    /// <summary>The link that confirms a pending reservation.</summary>
    Confirmation,

    /// <summary>The ticket with its QR code.</summary>
    Ticket,
}

/// <summary>
/// A mail that the house owes to a party, written in the transaction that owes it. It is sent by a job after the
/// commit; whoever sends holds a claim with an end, so that a crash at any point leaves a row that is sent later.
/// </summary>
public sealed class OutboxMail
{
    public int Id { get; set; }

    public MailKind Kind { get; set; }

    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    /// <summary>The Message-ID's unique part: every attempt sends the same, so that mailboxes can drop a double.</summary>
    public Guid MessageId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>How many times sending was tried and failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not to be tried before; UTC.</summary>
    public DateTime NextAttemptAt { get; set; }

    /// <summary>Whoever claimed it has until then; UTC; null: nobody has.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    public Guid? ClaimedBy { get; private set; }

    /// <summary>When a mail server (or the folder) took it; UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>When it was given up, because it was refused for good or is of no use any more; UTC.</summary>
    public DateTime? GivenUpAt { get; private set; }

    /// <summary>What went wrong last, without addresses.</summary>
    public string? LastError { get; private set; }

    /// <summary>Neither sent nor given up.</summary>
    public bool IsOwed => SentAt is null && GivenUpAt is null;

    public static OutboxMail Owed(MailKind kind, Reservation reservation, DateTime now) => new()
    {
        Kind = kind,
        Reservation = reservation,
        MessageId = Guid.NewGuid(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Whether it can be claimed now: owed, due, and nobody else's claim is still good.</summary>
    public bool CanBeClaimed(DateTime now) => IsOwed && NextAttemptAt <= now && (ClaimedUntil is null || ClaimedUntil <= now);

    public void Claim(Guid by, DateTime until) => (ClaimedBy, ClaimedUntil) = (by, until);

    /// <summary>Lets go of a mail that was not handed over, so that it can be claimed at once.</summary>
    public void GiveBack(Guid by)
    {
        if (ClaimedBy == by)
        {
            Release();
        }
    }

    public void Sent(DateTime now)
    {
        SentAt = now;
        LastError = null;
        Release();
    }

    public void Failed(string error, DateTime nextAttemptAt)
    {
        Attempts++;
        LastError = Shorten(error);
        NextAttemptAt = nextAttemptAt;
        Release();
    }

    public void GiveUp(string reason, DateTime now)
    {
        GivenUpAt = now;
        LastError = Shorten(reason);
        Release();
    }

    /// <summary>How long to wait after a failure that so many others came before: 15 s, doubled each time, one hour at most.</summary>
    public static TimeSpan BackOff(int earlierFailures) =>
        TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(2, Math.Clamp(earlierFailures, 0, 20))));

    private void Release() => (ClaimedBy, ClaimedUntil) = (null, null);

    private static string Shorten(string text) => text.Length <= Limits.ErrorText ? text : text[..Limits.ErrorText];
}
