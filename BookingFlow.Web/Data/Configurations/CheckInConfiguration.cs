using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class CheckInConfiguration : IEntityTypeConfiguration<CheckIn>
{
    public void Configure(EntityTypeBuilder<CheckIn> builder)
    {
        builder.Property(c => c.StaffName).HasMaxLength(Limits.Name);
        builder.Property(c => c.Door).HasMaxLength(Limits.DoorName);
        // One to one creates a unique index, which guarantees that a party is checked in once.
        builder.HasOne(c => c.Reservation).WithOne().HasForeignKey<CheckIn>(c => c.ReservationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(c => c.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("CheckIns", t => t.HasCheckConstraint("CK_CheckIns_People", $"People BETWEEN 1 AND {Limits.PartySize}"));
    }
}
