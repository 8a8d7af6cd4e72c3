using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    /// <summary>Name of the trigger that rejects updates and deletes; the migration creates it.</summary>
    public const string AppendOnly = "TR_Log_AppendOnly";

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("Log", t =>
        {
            t.HasTrigger(AppendOnly);
            t.HasCheckConstraint("CK_Log_Act", $"Act IN ({SnakeCase.SqlList<AuditAction>()})");
            t.HasCheckConstraint("CK_Log_Thing", $"Thing IN ({SnakeCase.SqlList<AuditSubject>()})");
        });
        builder.Property(e => e.Action).HasColumnName("Act");
        builder.Property(e => e.Subject).HasColumnName("Thing");
        builder.Property(e => e.SubjectId).HasColumnName("ThingId");
        builder.Property(e => e.StaffName).HasMaxLength(Limits.Name);
        builder.Property(e => e.Detail).HasMaxLength(Limits.LogDetail);
        builder.Ignore(e => e.IsByParty);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(e => e.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.Subject, e.SubjectId, e.At });
    }
}
