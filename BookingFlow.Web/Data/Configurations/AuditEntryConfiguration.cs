using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class LogEntryConfiguration : IEntityTypeConfiguration<LogEntry>
{
    /// <summary>Made by the migration: refuses every change and deletion.</summary>
    public const string AppendOnly = "TR_Log_AppendOnly";

    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("Log", t =>
        {
            t.HasTrigger(AppendOnly);
            t.HasCheckConstraint("CK_Log_Act", $"Act IN ({StoredWords.SqlList<LogAct>()})");
            t.HasCheckConstraint("CK_Log_Thing", $"Thing IN ({StoredWords.SqlList<LogThing>()})");
        });
        builder.Property(e => e.StaffName).HasMaxLength(Limits.Name);
        builder.Property(e => e.Detail).HasMaxLength(Limits.LogDetail);
        builder.Ignore(e => e.IsByParty);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(e => e.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.At);
        builder.HasIndex(e => new { e.Thing, e.ThingId, e.At });
    }
}
