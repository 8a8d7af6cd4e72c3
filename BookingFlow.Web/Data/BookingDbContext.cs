using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>The EF Core model of the program, independent of the database provider.</summary>
/// <remarks>
/// Each provider has a sealed context, because EF keeps one set of migrations per context type (docs/decisions/0002). All other code depends on
/// this class only.
/// </remarks>
public abstract class BookingDbContext(DbContextOptions options)
    : IdentityDbContext<StaffUser, IdentityRole<int>, int>(options), IDataProtectionKeyContext
{
    /// <summary>Maximum length, in characters, of text columns without one of their own: Identity's names, stamps, hashes and tokens.</summary>
    private const int DefaultMaxLength = 256;

    public DbSet<Show> Shows => Set<Show>();

    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Performance> Performances => Set<Performance>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<ShowQuestion> ShowQuestions => Set<ShowQuestion>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<ReservationToken> Tokens => Set<ReservationToken>();

    public DbSet<CheckIn> CheckIns => Set<CheckIn>();

    /// <summary>The history of scans at the doors, refusals included.</summary>
    public DbSet<ScanEvent> ScanEvents => Set<ScanEvent>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();

    public DbSet<Poster> Posters => Set<Poster>();

    public DbSet<PerformanceChange> PerformanceChanges => Set<PerformanceChange>();

    /// <summary>Messages of the staff to the parties of a performance.</summary>
    public DbSet<PartyMessage> PartyMessages => Set<PartyMessage>();

    public DbSet<PartyChange> PartyChanges => Set<PartyChange>();

    /// <summary>The smaller sizes of posters, and their link previews.</summary>
    public DbSet<PosterVariant> PosterVariants => Set<PosterVariant>();

    public DbSet<CapacityChange> CapacityChanges => Set<CapacityChange>();

    /// <summary>Append-only: a trigger in both databases rejects updates and deletes.</summary>
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>The pages that the venue writes itself: privacy and imprint.</summary>
    public DbSet<VenueText> VenueTexts => Set<VenueText>();

    /// <summary>One row.</summary>
    public DbSet<VenueProfile> VenueProfiles => Set<VenueProfile>();

    public DbSet<VenueLogo> VenueLogos => Set<VenueLogo>();

    public DbSet<Webhook> Webhooks => Set<Webhook>();

    /// <summary>Messages to webhooks: those to be sent, and those of the last weeks.</summary>
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<StaffLink> StaffLinks => Set<StaffLink>();

    public DbSet<PairedDevice> PairedDevices => Set<PairedDevice>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// Measures the lock wait of the write that <see cref="WriteTransaction"/> runs in this context; null outside such a write. Reset when the
    /// context returns to the pool.
    /// </summary>
    public LockWait? LockWait { get; set; }

    /// <summary>Whether this context has saved a change to content of public pages. Reset when the context returns to the pool.</summary>
    public bool HasSavedPublicContent { get; set; }

    /// <summary>The performances that this transaction has locked and recounted. Reset when the context returns to the pool.</summary>
    public IReadOnlyList<Performance> LockedPerformances { get; set; } = [];

    /// <summary>Notices what webhooks are told of; null if there are none, and outside a write. Reset when the context returns to the pool.</summary>
    public WebhookEventRecorder? WebhookEvents { get; set; }

    public abstract DatabaseDialect Dialect { get; }

    /// <summary>Whether the database supports row locks. If not, the write transaction is the lock, because only one runs at a time.</summary>
    public abstract bool LocksRows { get; }

    /// <summary>Full path of the SQLite file whose writes pass the <see cref="SqliteWriteQueue"/>; null on SQL Server, which has no queue.</summary>
    public abstract string? QueuedFile { get; }

    /// <summary>The comment at the top of the migration script, and the options with which EF generates the script.</summary>
    public abstract (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript { get; }

    /// <summary>Whether the database exists and answers a query. Never creates it.</summary>
    public abstract Task<bool> IsReachableAsync(CancellationToken cancellationToken);

    /// <summary>Writes to the database as a confirmation does, and rolls back.</summary>
    /// <remarks>It waits for locks for at most a few seconds. On SQLite, the caller must hold the <see cref="SqliteWriteQueue"/>.</remarks>
    /// <exception cref="System.Data.Common.DbException">The database cannot be written; see <see cref="Providers.DatabaseFaults"/>.</exception>
    public abstract Task TryWriteAsync(CancellationToken cancellationToken);

    /// <summary>Applies settings of the database that a migration cannot contain.</summary>
    public abstract Task ConfigureDatabaseAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database contains the table of a migration lock, which a killed migration leaves locked.</summary>
    public abstract Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken);

    /// <summary>Looks for damage of the file and for references to rows that do not exist.</summary>
    /// <returns>What was found; empty if there is none, or if only the server can check it.</returns>
    public abstract Task<List<string>> FindDamageAsync(CancellationToken cancellationToken);

    /// <summary>Writes a consistent copy of the database while it is in use.</summary>
    /// <param name="file">Full path. On SQLite of an empty file; on SQL Server on the server's machine, where an existing file is replaced.</param>
    /// <exception cref="System.Data.Common.DbException">The copy could not be written, or the server found it faulty.</exception>
    public abstract Task WriteBackupAsync(string file, CancellationToken cancellationToken);

    /// <summary>The statement that allows, or forbids again, to insert rows with given values of generated keys.</summary>
    /// <returns>Null if the database always allows it, or the table has none.</returns>
    public abstract string? GivenKeysStatement(IEntityType table, bool areAllowed);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        HasSavedPublicContent |= PublicContentVersion.HasPublicChanges(ChangeTracker);
        WebhookEvents?.Notice(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

#pragma warning disable CA1816 // No class here has a finalizer.
    public override void Dispose()
    {
        ResetWriteState();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        ResetWriteState();
        return base.DisposeAsync();
    }
#pragma warning restore CA1816

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<ReservationStatus>()
            .HaveConversion<SnakeCaseEnumConverter<ReservationStatus>>()
            .HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<TokenPurpose>().HaveConversion<SnakeCaseEnumConverter<TokenPurpose>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<MailKind>().HaveConversion<SnakeCaseEnumConverter<MailKind>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<PartyMessageRecipients>()
            .HaveConversion<SnakeCaseEnumConverter<PartyMessageRecipients>>()
            .HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<PictureType>().HaveConversion<SnakeCaseEnumConverter<PictureType>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<ScanOutcome>().HaveConversion<SnakeCaseEnumConverter<ScanOutcome>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<QuestionKind>().HaveConversion<SnakeCaseEnumConverter<QuestionKind>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<VenueTextKind>().HaveConversion<SnakeCaseEnumConverter<VenueTextKind>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<AuditAction>().HaveConversion<SnakeCaseEnumConverter<AuditAction>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<AuditSubject>().HaveConversion<SnakeCaseEnumConverter<AuditSubject>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<StaffLinkPurpose>()
            .HaveConversion<SnakeCaseEnumConverter<StaffLinkPurpose>>()
            .HaveMaxLength(Limits.EnumCodeLength);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // There are no external logins, and their table would need text keys (decision 0013).
        builder.Ignore<IdentityUserLogin<int>>();
        builder.Entity<DataProtectionKey>().ToTable("DataProtectionKeys");
        builder.ApplyConfigurationsFromAssembly(typeof(BookingDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType != typeof(DataProtectionKey)))
        {
            // Unbounded text cannot be indexed on SQL Server and would accept values that every form rejects.
            foreach (var text in entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null))
            {
                text.SetMaxLength(DefaultMaxLength);
            }
        }
    }

    // A disposed context returns to the pool. EF resets its own state there (tracking, change detection, savepoints), but not that of a derived
    // class.
    private void ResetWriteState() =>
        (LockWait, HasSavedPublicContent, LockedPerformances, WebhookEvents) = (null, false, [], null);
}
