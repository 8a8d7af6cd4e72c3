namespace BookingFlow.Web.Domain.Mail;

/// <summary>A mail to a party or to a staff member in the transactional outbox.</summary>
/// <remarks>
/// Written in the transaction that causes it and sent by a job after the commit. The sender holds a claim that expires, so that a crash at
/// any point leaves a row that is sent later (docs/decisions/0008).
/// </remarks>
public sealed class OutboxMail
{
    /// <summary>
    /// Why a mail is given up whose address has letters beyond ASCII before the @: the mail server lacks SMTPUTF8. A key of the staff's word file.
    /// </summary>
    public const string NoSmtpUtf8 = "no SMTPUTF8";

    /// <summary>Why a mail to an erased party is given up. A key of the staff's word file.</summary>
    public const string PersonalDataErased = "personal data erased";

    /// <summary>Why a requested mail is held back: the mailbox has been sent many that were not confirmed. A key of the staff's word file.</summary>
    public const string TooManyToMailbox = "too many to this address";

    /// <summary>Why a requested mail is held back: one network has requested many that were not confirmed. A key of the staff's word file.</summary>
    public const string TooManyFromNetwork = "too many from one network";

    /// <summary>Why a mail that was held back is given up: staff have sent another one. A key of the staff's word file.</summary>
    public const string SentByStaff = "sent by staff";

    /// <summary>Why an unsent mail is given up whose address was corrected: another one goes there. A key of the staff's word file.</summary>
    public const string AddressCorrected = "address corrected";

    public int Id { get; set; }

    public MailKind Kind { get; set; }

    /// <summary>The recipient's reservation; null for a mail to a staff member.</summary>
    public int? ReservationId { get; set; }

    public Reservation? Reservation { get; set; }

    /// <summary>The change that a mail of <see cref="MailKind.PerformanceChanged"/> announces; null for others. Unique with the reservation.</summary>
    public int? PerformanceChangeId { get; set; }

    public PerformanceChange? PerformanceChange { get; set; }

    /// <summary>The message that a mail of <see cref="MailKind.PartyMessage"/> contains; null for others. Unique with the reservation.</summary>
    public int? PartyMessageId { get; set; }

    public PartyMessage? PartyMessage { get; set; }

    /// <summary>The receiving staff member; null for a mail to a party.</summary>
    public int? StaffId { get; set; }

    /// <summary>Unique part of the Message-ID, the same for every attempt, so that mailboxes can drop duplicates.</summary>
    public Guid MessageId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Number of failed attempts.</summary>
    public int Attempts { get; private set; }

    /// <summary>Time of the first of the current series of failed attempts; UTC; null if there is none, or if the mail is sent or given up.</summary>
    public DateTime? FailingSince { get; private set; }

    /// <summary>Earliest time of the next attempt; UTC.</summary>
    public DateTime NextAttemptAt { get; set; }

    /// <summary>When the current claim expires; UTC; null if the mail is not claimed.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    public Guid? ClaimedBy { get; private set; }

    /// <summary>When the mail server or the mail folder accepted it; UTC.</summary>
    public DateTime? SentAt { get; private set; }

    /// <summary>When it was given up, because it was permanently refused or is no longer needed; UTC.</summary>
    public DateTime? GivenUpAt { get; private set; }

    /// <summary>The last error, without addresses.</summary>
    public string? LastError { get; private set; }

    /// <summary>
    /// The recipient's <see cref="Mail.MailboxKey"/>, if a stranger requested the mail, so that requests are counted; null for other mail, for mail
    /// that was held back, and after a day.
    /// </summary>
    public Guid? MailboxKey { get; private set; }

    /// <summary>The <see cref="ClientNetwork.KeyOf"/> of the stranger; null as <see cref="MailboxKey"/>, and after an hour.</summary>
    public int? ClientKey { get; private set; }

    /// <summary>Whether it is held back, because too many were requested (<see cref="RequestedMailLimits"/>), until staff send it.</summary>
    public bool IsHeldBack => SentAt is null && LastError is TooManyToMailbox or TooManyFromNetwork;

    /// <summary>Whether the mail is neither sent nor given up.</summary>
    public bool IsUnsent => SentAt is null && GivenUpAt is null;

    public static OutboxMail ForReservation(MailKind kind, Reservation reservation, DateTime now) => new()
    {
        Kind = kind,
        Reservation = reservation,
        MessageId = Guid.NewGuid(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Creates the mail that announces a change of the performance to a party.</summary>
    public static OutboxMail ForChange(PerformanceChange change, Reservation reservation, DateTime now)
    {
        var mail = ForReservation(MailKind.PerformanceChanged, reservation, now);
        mail.PerformanceChange = change;
        return mail;
    }

    /// <summary>Creates the mail with a message of the staff to a party.</summary>
    public static OutboxMail ForMessage(PartyMessage message, Reservation reservation, DateTime now)
    {
        var mail = ForReservation(MailKind.PartyMessage, reservation, now);
        mail.PartyMessage = message;
        return mail;
    }

    public static OutboxMail ForStaff(MailKind kind, int staffId, DateTime now) => new()
    {
        Kind = kind,
        StaffId = staffId,
        MessageId = Guid.NewGuid(),
        CreatedAt = now,
        NextAttemptAt = now,
    };

    /// <summary>Whether the mail can be claimed now: unsent, due, and without a valid claim.</summary>
    public bool CanBeClaimed(DateTime now) => IsUnsent && NextAttemptAt <= now && (ClaimedUntil is null || ClaimedUntil <= now);

    public void Claim(Guid by, DateTime until) => (ClaimedBy, ClaimedUntil) = (by, until);

    /// <summary>Releases the claim on a mail that was not sent, so that it can be claimed again at once.</summary>
    /// <param name="by">The claim's holder; nothing happens if the claim is held by another sender.</param>
    public void ReleaseClaim(Guid by)
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
        LastError = error.Truncate(Limits.ErrorText);
        Release();
    }

    public void GiveUp(string reason, DateTime now)
    {
        GivenUpAt = now;
        FailingSince = null;
        LastError = reason.Truncate(Limits.ErrorText);
        Release();
    }

    /// <summary>Makes an unsent mail due now, also one that was given up or held back.</summary>
    public void Retry(DateTime now)
    {
        if (SentAt is null)
        {
            LastError = IsHeldBack ? null : LastError;
            GivenUpAt = null;
            NextAttemptAt = now;
        }
    }

    /// <summary>Records who requested the mail and for whom, so that further requests are limited.</summary>
    public void CountRequest(Guid mailboxKey, int clientKey) => (MailboxKey, ClientKey) = (mailboxKey, clientKey);

    /// <summary>Forgets who requested the mail, and for whom.</summary>
    public void ForgetRequest() => (MailboxKey, ClientKey) = (null, null);

    /// <summary>Holds back a requested mail. The sender then gives it up when its turn comes.</summary>
    /// <remarks>
    /// It is not given up at once: the page of the person who requested it shows when a mail has left the queue. A held back mail must leave it at
    /// the same time as a sent one, or the page would tell a stranger whether the limit was reached (docs/decisions/0056).
    /// </remarks>
    /// <param name="reason"><see cref="TooManyToMailbox"/> or <see cref="TooManyFromNetwork"/>.</param>
    public void HoldBack(string reason) => LastError = reason;

    /// <summary>Returns the delay before the next attempt: 15 seconds, doubled with each earlier failure, at most one hour.</summary>
    /// <param name="earlierFailures">Number of failures before this one, 0 or more.</param>
    public static TimeSpan BackOff(int earlierFailures) =>
        TimeSpan.FromSeconds(Math.Min(3600, 15 * Math.Pow(2, Math.Clamp(earlierFailures, 0, 20))));

    private void Release() => (ClaimedBy, ClaimedUntil) = (null, null);
}
