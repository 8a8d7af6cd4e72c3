using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PerformanceChangeConfiguration : IEntityTypeConfiguration<PerformanceChange>
{
    public void Configure(EntityTypeBuilder<PerformanceChange> builder)
    {
        builder.Property(c => c.ShowTitle).HasMaxLength(Limits.Title);
        builder.Property(c => c.RoomName).HasMaxLength(Limits.Name);
        builder.HasOne<Performance>().WithMany().HasForeignKey(c => c.PerformanceId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("PerformanceChanges");
    }
}
