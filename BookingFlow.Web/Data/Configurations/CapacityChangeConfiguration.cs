using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class CapacityChangeConfiguration : IEntityTypeConfiguration<CapacityChange>
{
    public void Configure(EntityTypeBuilder<CapacityChange> builder)
    {
        builder.Property(c => c.StaffName).HasMaxLength(Limits.Name);
        builder.Property(c => c.Reason).HasMaxLength(Limits.Reason);
        builder.Ignore(c => c.Before);
        builder.Ignore(c => c.After);
        builder.Ignore(c => c.IsAutomatic);
        builder.HasOne<Performance>().WithMany().HasForeignKey(c => c.PerformanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(c => c.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => new { c.PerformanceId, c.At });
        builder.ToTable("CapacityChanges", t =>
        {
            t.HasCheckConstraint(
                "CK_CapacityChanges_AccessPlaces",
                "WheelchairBefore >= 0 AND WheelchairAfter >= 0 AND CompanionBefore >= 0 AND CompanionAfter >= 0 AND ConfirmedWheelchair >= 0 AND ConfirmedCompanion >= 0");
            t.HasCheckConstraint(
                "CK_CapacityChanges_Counts",
                "RoomBefore >= 0 AND RoomAfter >= 0 AND AdditionalBefore >= 0 AND AdditionalAfter >= 0 AND OccupiedBefore >= 0 AND OccupiedAfter >= 0 AND Confirmed >= 0");
        });
    }
}
