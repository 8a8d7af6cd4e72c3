using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class ReservationTokenConfiguration : IEntityTypeConfiguration<ReservationToken>
{
    public void Configure(EntityTypeBuilder<ReservationToken> builder)
    {
        builder.ToTable("ReservationTokens");
        builder.Property(t => t.Hash).HasMaxLength(32).IsFixedLength();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne(t => t.Reservation).WithMany().HasForeignKey(t => t.ReservationId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable(t => t.HasCheckConstraint("CK_ReservationTokens_Purpose", $"Purpose IN ({SnakeCase.SqlList<TokenPurpose>()})"));
    }
}
