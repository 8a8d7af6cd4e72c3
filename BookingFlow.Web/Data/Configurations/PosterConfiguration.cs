using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PosterConfiguration : IEntityTypeConfiguration<Poster>
{
    public void Configure(EntityTypeBuilder<Poster> builder)
    {
        builder.Property(p => p.AltText).HasMaxLength(Limits.AltText);
        builder.Property(p => p.Picture).HasMaxLength(Limits.PictureBytes);
        builder.HasOne<Show>().WithOne().HasForeignKey<Poster>(p => p.ShowId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Variants).WithOne().HasForeignKey(v => v.PosterId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(p => p.IsConverted);
        builder.ToTable("Posters", t => t.HasCheckConstraint("CK_Posters_Type", $"Type IN ({SnakeCase.SqlList<PictureType>()})"));
    }
}
