using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PosterVariantConfiguration : IEntityTypeConfiguration<PosterVariant>
{
    public void Configure(EntityTypeBuilder<PosterVariant> builder)
    {
        builder.Property(v => v.Name).HasMaxLength(Limits.PictureFileName);
        builder.Property(v => v.Picture).HasMaxLength(Limits.PictureBytes);
        builder.HasIndex(v => new { v.PosterId, v.Name }).IsUnique();
        builder.ToTable(
            "PosterVariants",
            t => t.HasCheckConstraint(
                "CK_PosterVariants_Type", $"Type IN ('{SnakeCase.Of(PictureType.Jpeg)}', '{SnakeCase.Of(PictureType.Webp)}')"));
    }
}
