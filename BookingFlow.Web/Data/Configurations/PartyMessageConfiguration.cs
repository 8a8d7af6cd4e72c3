using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PartyMessageConfiguration : IEntityTypeConfiguration<PartyMessage>
{
    public void Configure(EntityTypeBuilder<PartyMessage> builder)
    {
        builder.Property(m => m.Subject).HasMaxLength(Limits.MessageSubject);
        builder.Property(m => m.Text).HasMaxLength(Limits.MessageText);
        builder.Property(m => m.StaffName).HasMaxLength(Limits.Name);
        builder.HasIndex(m => m.SubmissionKey).IsUnique();
        builder.HasOne(m => m.Performance).WithMany().HasForeignKey(m => m.PerformanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(m => m.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("PartyMessages", t =>
        {
            t.HasCheckConstraint("CK_PartyMessages_Recipients", $"Recipients IN ({SnakeCase.SqlList<PartyMessageRecipients>()})");
            t.HasCheckConstraint("CK_PartyMessages_RecipientCount", "RecipientCount >= 0");
        });
    }
}
