using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class VenueLogoConfiguration : IEntityTypeConfiguration<VenueLogo>
{
    public void Configure(EntityTypeBuilder<VenueLogo> builder)
    {
        builder.Property(l => l.Picture).HasMaxLength(Limits.LogoBytes);
        builder.ToTable("VenueLogos", t => t.HasCheckConstraint("CK_VenueLogos_Type", $"Type IN ({SnakeCase.SqlList<PictureType>()})"));
    }
}
