using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>What an act in this context waits for, while <see cref="WriteTransaction"/> runs one.</summary>
    public LockWait? LockWait { get; set; }

    /// <summary>Whether something that every visitor sees was saved in this context since an act began in it.</summary>
    public bool HasSavedPublicContent { get; set; }

    /// <summary>How this database spells a lock and a check constraint.</summary>
    public abstract DatabaseDialect Dialect { get; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        HasSavedPublicContent |= PublicContentVersion.AreIn(ChangeTracker);
        // What has changed has just been looked for.
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<ReservationStatus>().HaveConversion<SnakeCaseEnumConverter<ReservationStatus>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<TokenPurpose>().HaveConversion<SnakeCaseEnumConverter<TokenPurpose>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<MailKind>().HaveConversion<SnakeCaseEnumConverter<MailKind>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<PictureType>().HaveConversion<SnakeCaseEnumConverter<PictureType>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<ScanOutcome>().HaveConversion<SnakeCaseEnumConverter<ScanOutcome>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<VenueTextKind>().HaveConversion<SnakeCaseEnumConverter<VenueTextKind>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<AuditAction>().HaveConversion<SnakeCaseEnumConverter<AuditAction>>().HaveMaxLength(Limits.LongEnumCodeLength);
        configurationBuilder.Properties<AuditSubject>().HaveConversion<SnakeCaseEnumConverter<AuditSubject>>().HaveMaxLength(Limits.EnumCodeLength);
        configurationBuilder.Properties<StaffLinkPurpose>().HaveConversion<SnakeCaseEnumConverter<StaffLinkPurpose>>().HaveMaxLength(Limits.EnumCodeLength);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Staff sign in here and nowhere else; a table for foreign logins would only carry text keys.
        builder.Ignore<IdentityUserLogin<int>>();
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
}
