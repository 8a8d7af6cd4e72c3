using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BookingFlow.Web.Data;

/// <summary>
/// The one model. Each provider has a sealed context of its own, so that each has a migration set of its own
/// (docs/decisions/0002). Everything else asks for this class and does not know which database it is on.
/// </summary>
public abstract class BookingDbContext(DbContextOptions options)
    : IdentityDbContext<StaffUser, IdentityRole<int>, int>(options), IDataProtectionKeyContext
{
    /// <summary>What Identity's own columns hold at most: names, stamps, hashes, tokens.</summary>
    private const int UsualText = 256;

    public DbSet<Show> Shows => Set<Show>();

    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Performance> Performances => Set<Performance>();

    public DbSet<Reservation> Reservations => Set<Reservation>();

    public DbSet<ReservationToken> Tokens => Set<ReservationToken>();

    public DbSet<CheckIn> CheckIns => Set<CheckIn>();

    /// <summary>What happened at the doors, refusals included.</summary>
    public DbSet<ScanEvent> ScanEvents => Set<ScanEvent>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<FormerSlug> FormerSlugs => Set<FormerSlug>();

    public DbSet<Poster> Posters => Set<Poster>();

    public DbSet<CapacityChange> CapacityChanges => Set<CapacityChange>();

    /// <summary>Append-only: both databases refuse to change or delete what stands in it.</summary>
    public DbSet<AuditEntry> AuditLog => Set<AuditEntry>();

    /// <summary>The pages in the house's own words.</summary>
    public DbSet<VenueText> VenueTexts => Set<VenueText>();

    public DbSet<StaffLink> StaffLinks => Set<StaffLink>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// Measures the wait of the write that <see cref="WriteTransaction"/> runs in this context; null: it runs none. Reset on return to the pool.
    /// </summary>
    public LockWait? LockWait { get; set; }

    /// <summary>Whether something that public pages show was saved in this context. Reset on return to the pool.</summary>
    public bool HasSavedPublicContent { get; set; }

    public abstract DatabaseDialect Dialect { get; }

    /// <summary>Whether a row can be locked; where it cannot, the write transaction is the lock, because there is one at a time.</summary>
    public abstract bool LocksRows { get; }

    /// <summary>The full path of the file whose writes wait in a <see cref="SqliteWriteQueue"/>; null: the server orders its writes.</summary>
    public abstract string? QueuedFile { get; }

    /// <summary>What stands above the script of the migrations, and how EF is to write it.</summary>
    public abstract (string Heading, MigrationsSqlGenerationOptions Options) MigrationScript { get; }

    /// <summary>Whether the database is there and answers. Never creates it.</summary>
    public abstract Task<bool> AnswersAsync(CancellationToken cancellationToken);

    /// <summary>Sets what a migrated database needs and no migration can say.</summary>
    public abstract Task ConfigureDatabaseAsync(CancellationToken cancellationToken);

    /// <summary>Whether a process that was killed in the middle of a migration left its lock behind.</summary>
    public abstract Task<bool> HasAbandonedMigrationLockAsync(CancellationToken cancellationToken);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        HasSavedPublicContent |= PublicContentVersion.AreIn(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

#pragma warning disable CA1816 // Nothing here has a finalizer.
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
        configurationBuilder.Properties<PictureType>().HaveConversion<SnakeCaseEnumConverter<PictureType>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<ScanOutcome>().HaveConversion<SnakeCaseEnumConverter<ScanOutcome>>().HaveMaxLength(Limits.LongEnumCodeLength);
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
        // Staff sign in here and nowhere else; a table for foreign logins would only carry text keys.
        builder.Ignore<IdentityUserLogin<int>>();
        builder.Entity<DataProtectionKey>().ToTable("DataProtectionKeys");
        builder.ApplyConfigurationsFromAssembly(typeof(BookingDbContext).Assembly);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType != typeof(DataProtectionKey)))
        {
            // Unbounded text cannot be indexed on SQL Server and invites what no form would accept.
            foreach (var text in entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null))
            {
                text.SetMaxLength(UsualText);
            }
        }
    }

    // A disposed context goes back to the pool. EF resets its own state there (tracking, change detection, savepoints), and nothing of a derived
    // class.
    private void ResetWriteState() => (LockWait, HasSavedPublicContent) = (null, false);
}
