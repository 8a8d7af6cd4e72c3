using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class ScanEventConfiguration : IEntityTypeConfiguration<ScanEvent>
{
    public void Configure(EntityTypeBuilder<ScanEvent> builder)
    {
        builder.Property(e => e.AssignedPerformanceId).HasColumnName("DoorOf");
        builder.Property(e => e.StaffName).HasMaxLength(Limits.Name);
        builder.Property(e => e.Door).HasMaxLength(Limits.DoorName);
        builder.HasOne(e => e.Reservation).WithMany().HasForeignKey(e => e.ReservationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Performance>().WithMany().HasForeignKey(e => e.PerformanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(e => e.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => e.RequestId);
        // For the latest scans of a steward and the history of a performance.
        builder.HasIndex(e => new { e.StaffId, e.Id });
        builder.HasIndex(e => new { e.PerformanceId, e.At });
        // For the flagged parties of a door; each device asks for them every few seconds.
        builder.HasIndex(e => e.AssignedPerformanceId);
        builder.ToTable("ScanEvents", t =>
        {
            t.HasCheckConstraint("CK_ScanEvents_Outcome", $"Outcome IN ({SnakeCase.SqlList<ScanOutcome>()})");
            t.HasCheckConstraint("CK_ScanEvents_Excess", $"Excess BETWEEN 0 AND {Limits.PartySize}");
            t.HasCheckConstraint(
                "CK_ScanEvents_Inside", $"Inside BETWEEN 0 AND {Limits.PartySize} AND People BETWEEN -{Limits.PartySize} AND {Limits.PartySize}");
        });
    }
}
