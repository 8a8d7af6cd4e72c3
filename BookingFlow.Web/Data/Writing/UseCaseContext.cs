namespace BookingFlow.Web.Data.Writing;

/// <summary>What a use case works with inside its transaction: the database, the time, the actor, and what is to happen after the commit.</summary>
/// <remarks>
/// Made by <see cref="WriteTransaction"/>, a new one for each attempt, so that a retry starts clean. What is registered here runs once, after the
/// commit and after the write lock is released; it does not run if the use case returns a failure or the transaction is rolled back.
/// </remarks>
/// <param name="actor">See <see cref="WriteTransaction.RunAsync"/>.</param>
public sealed class UseCaseContext(BookingDbContext db, TimeProvider clock, Actor? actor, CancellationToken cancellation)
{
    private readonly List<Action<ICommittedMail>> _afterCommit = [];
    private DateTime? _now;

    public BookingDbContext Db => db;

    /// <summary>UTC. Read once, when it is first asked for: a use case that locks first gets a time at which it held the lock.</summary>
    public DateTime Now => _now ??= clock.GetUtcNow().UtcDateTime;

    /// <exception cref="InvalidOperationException">The write has no actor.</exception>
    public Actor Actor => actor ?? throw new InvalidOperationException("This write was given no actor.");

    public CancellationToken Cancellation => cancellation;

    /// <summary>What was registered, in order.</summary>
    internal IReadOnlyList<Action<ICommittedMail>> CommitEffects => _afterCommit;

    /// <summary>Adds an entry to the audit log, by <see cref="Actor"/>.</summary>
    /// <param name="id">The subject's id; null: many, or none.</param>
    /// <param name="detail">See <see cref="AuditEntry.Detail"/>.</param>
    public AuditEntry Audit(AuditAction action, AuditSubject subject, int? id, string? detail = null) => Audit(Actor, action, subject, id, detail);

    /// <summary>The same for a use case that learns only inside the transaction who acts.</summary>
    /// <inheritdoc cref="Audit(AuditAction, AuditSubject, int?, string?)"/>
    public AuditEntry Audit(Actor by, AuditAction action, AuditSubject subject, int? id, string? detail = null)
    {
        var entry = AuditEntry.Of(by, action, subject, id, detail, Now);
        db.Add(entry);
        return entry;
    }

    /// <summary>Adds a mail to the outbox, to be sent soon after the commit.</summary>
    /// <param name="reservation">The party that it goes to.</param>
    /// <param name="hurried">False: the recurring job sends it, because there may be a thousand of them.</param>
    public OutboxMail Enqueue(MailKind kind, Reservation reservation, bool hurried = true)
    {
        var mail = OutboxMail.Owed(kind, reservation, Now);
        db.Add(mail);
        if (hurried)
        {
            SendSoon(mail);
        }

        return mail;
    }

    /// <summary>The same where the party has an address; one without is told at the box office.</summary>
    /// <inheritdoc cref="Enqueue(MailKind, Reservation, bool)"/>
    public void EnqueueIfAddressed(MailKind kind, Reservation reservation, bool hurried = true)
    {
        if (reservation.Email is not null)
        {
            Enqueue(kind, reservation, hurried);
        }
    }

    /// <summary>Adds a mail to a staff member to the outbox, to be sent soon after the commit.</summary>
    public OutboxMail Enqueue(MailKind kind, int staffId)
    {
        var mail = OutboxMail.OwedToStaff(kind, staffId, Now);
        db.Add(mail);
        SendSoon(mail);
        return mail;
    }

    /// <summary>Has a mail that is in the outbox sent soon after the commit.</summary>
    public void SendSoon(OutboxMail mail) => _afterCommit.Add(committed => committed.SendSoon(mail));

    /// <summary>Has all mail that is due sent soon after the commit.</summary>
    public void SendAllDueSoon() => _afterCommit.Add(committed => committed.SendAllDueSoon());

    /// <summary>Registers what is to happen once, after the commit: counting, and the like.</summary>
    public void AfterCommit(Action effect) => _afterCommit.Add(_ => effect());
}
