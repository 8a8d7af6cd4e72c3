namespace BookingFlow.Web.Domain.Mail;

/// <summary>
/// A mail that the house owes to a party or to a colleague, written in the transaction that owes it. It is sent by a job after the
/// commit; whoever sends holds a claim with an end, so that a crash at any point leaves a row that is sent later.
/// </summary>
public sealed class OutboxMail
{
    public int Id { get; set; }

    public MailKind Kind { get; set; }

    /// <summary>The party that it goes to; null when it goes to a colleague.</summary>
    public int? ReservationId { get; set; }

    public Reservation? Reservation { get; set; }

    /// <summary>The colleague that it goes to; null when it goes to a party.</summary>
    public int? StaffId { get; set; }

    /// <summary>The Message-ID's unique part: every attempt sends the same, so that mailboxes can drop a double.</summary>
    public Guid MessageId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>How many times sending was tried and failed.</summary>
    public int Attempts { get; private set; }

    /// <summary>Since when every try has failed; UTC; null: the last one did not, there was none, or it was given up.</summary>
    public DateTime? FailingSince { get; private set; }

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
    public bool IsUnsent => SentAt is null && GivenUpAt is null;

    public static OutboxMail Owed(MailKind kind, Reservation reservation, DateTime now) => new()
    {
        Kind = kind,
        Reservation = reservation,
        MessageId = Guid.NewGuid(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    public static OutboxMail OwedToStaff(MailKind kind, int staffId, DateTime now) => new()
    {
        Kind = kind,
        StaffId = staffId,
        MessageId = Guid.NewGuid(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Whether it can be claimed now: owed, due, and nobody else's claim is still good.</summary>
    public bool CanBeClaimed(DateTime now) => IsUnsent && NextAttemptAt <= now && (ClaimedUntil is null || ClaimedUntil <= now);

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
        FailingSince = null;
        Release();
    }

    public void Failed(string error, DateTime now)
    {
        NextAttemptAt = now + BackOff(Attempts);
        FailingSince ??= now;
        Attempts++;
        LastError = error.Cut(Limits.ErrorText);
        Release();
    }

    public void GiveUp(string reason, DateTime now)
    {
        GivenUpAt = now;
        FailingSince = null;
        LastError = reason.Cut(Limits.ErrorText);
        Release();
    }

    /// <summary>Somebody of the house has it tried at once, also one that was given up.</summary>
    public void TryAgain(DateTime now)
    {
        if (SentAt is null)
        {
            GivenUpAt = null;
            NextAttemptAt = now;
        }
    }

    /// <summary>How long to wait after a failure that so many others came before: 15 s, doubled each time, one hour at most.</summary>
    public static TimeSpan BackOff(int earlierFailures) =>
        TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(2, Math.Clamp(earlierFailures, 0, 20))));

    private void Release() => (ClaimedBy, ClaimedUntil) = (null, null);

}
