using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PairedDeviceConfiguration : IEntityTypeConfiguration<PairedDevice>
{
    public void Configure(EntityTypeBuilder<PairedDevice> builder)
    {
        builder.ToTable("PairedDevices");
        builder.Property(d => d.Hash).HasMaxLength(32).IsFixedLength();
        builder.Property(d => d.StaffName).HasMaxLength(Limits.Name);
        builder.Property(d => d.Volunteer).HasMaxLength(Limits.Volunteer);
        // A link pairs one device, also when two open it at once.
        builder.Property(d => d.PairedAt).IsConcurrencyToken();
        builder.HasIndex(d => d.Hash).IsUnique();
        builder.HasOne(d => d.Performance).WithMany().HasForeignKey(d => d.PerformanceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(d => d.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}
