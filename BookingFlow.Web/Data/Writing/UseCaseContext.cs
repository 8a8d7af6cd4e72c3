namespace BookingFlow.Web.Data.Writing;

/// <summary>Gives a use case, inside its transaction, the database, the time and the actor, and registers actions to run after the commit.</summary>
/// <remarks>
/// <see cref="WriteTransaction"/> creates one for each attempt, so that a retry starts clean. Registered actions run once, after the commit and
/// after the write lock is released. They do not run if the use case returns a failure or the transaction is rolled back.
/// </remarks>
/// <param name="actor">Who performs the use case; see <see cref="WriteTransaction.RunAsync"/>.</param>
public sealed class UseCaseContext(BookingDbContext db, TimeProvider clock, Actor? actor, CancellationToken cancellation)
{
    private readonly List<Action<ICommittedMail>> _afterCommit = [];
    private DateTime? _now;

    public BookingDbContext Db => db;

    /// <summary>The current time, UTC.</summary>
    /// <remarks>Read once, on first use, so that a use case that takes its lock first gets a time at which it holds the lock.</remarks>
    public DateTime Now => _now ??= clock.GetUtcNow().UtcDateTime;

    /// <summary>Who performs the use case, for the audit log.</summary>
    /// <exception cref="InvalidOperationException">The write has no actor.</exception>
    public Actor Actor => actor ?? throw new InvalidOperationException("This write has no actor.");

    public CancellationToken Cancellation => cancellation;

    /// <summary>The registered actions, in the order of registration.</summary>
    internal IReadOnlyList<Action<ICommittedMail>> AfterCommitActions => _afterCommit;

    /// <summary>Adds an entry to the audit log, by <see cref="Actor"/>.</summary>
    /// <param name="id">The subject's id; null if the entry concerns several subjects, or none.</param>
    /// <param name="detail">See <see cref="AuditEntry.Detail"/>.</param>
    public AuditEntry Audit(AuditAction action, AuditSubject subject, int? id, string? detail = null) => Audit(Actor, action, subject, id, detail);

    /// <summary>Adds an entry to the audit log, for a use case that determines the actor inside the transaction.</summary>
    /// <inheritdoc cref="Audit(AuditAction, AuditSubject, int?, string?)"/>
    public AuditEntry Audit(Actor by, AuditAction action, AuditSubject subject, int? id, string? detail = null)
    {
        var entry = AuditEntry.Of(by, action, subject, id, detail, Now);
        db.Add(entry);
        return entry;
    }

    /// <summary>Adds a mail to a party to the outbox, to be sent soon after the commit.</summary>
    /// <param name="reservation">The recipient's reservation.</param>
    /// <param name="sendSoon">False leaves the mail to the recurring job; for use cases that send up to a thousand mails.</param>
    public OutboxMail Enqueue(MailKind kind, Reservation reservation, bool sendSoon = true)
    {
        var mail = OutboxMail.ForReservation(kind, reservation, Now);
        db.Add(mail);
        if (sendSoon)
        {
            SendSoon(mail);
        }

        return mail;
    }

    /// <summary>
    /// Adds a mail to a party to the outbox if the party has an address. Parties without one reserved at the box office, which informs them.
    /// </summary>
    /// <inheritdoc cref="Enqueue(MailKind, Reservation, bool)"/>
    public void EnqueueIfAddressed(MailKind kind, Reservation reservation, bool sendSoon = true)
    {
        if (reservation.Email is not null)
        {
            Enqueue(kind, reservation, sendSoon);
        }
    }

    /// <summary>Adds a mail to a staff member to the outbox, to be sent soon after the commit.</summary>
    public OutboxMail Enqueue(MailKind kind, int staffId)
    {
        var mail = OutboxMail.ForStaff(kind, staffId, Now);
        db.Add(mail);
        SendSoon(mail);
        return mail;
    }

    /// <summary>Registers a mail of the outbox to be sent soon after the commit.</summary>
    public void SendSoon(OutboxMail mail) => _afterCommit.Add(committed => committed.SendSoon(mail));

    /// <summary>Registers all mail that is due to be sent soon after the commit.</summary>
    public void SendAllDueSoon() => _afterCommit.Add(committed => committed.SendAllDueSoon());

    /// <summary>Registers an action, such as counting a metric, to run once after the commit.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(_ => action());
}
