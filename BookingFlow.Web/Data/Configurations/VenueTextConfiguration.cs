using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class VenueTextConfiguration : IEntityTypeConfiguration<VenueText>
{
    public void Configure(EntityTypeBuilder<VenueText> builder)
    {
        builder.Property(t => t.Text).HasMaxLength(Limits.VenueText);
        builder.HasIndex(t => t.Kind).IsUnique();
        builder.ToTable("HouseTexts", t => t.HasCheckConstraint("CK_HouseTexts_Kind", $"Kind IN ({SnakeCase.SqlList<VenueTextKind>()})"));
    }
}
