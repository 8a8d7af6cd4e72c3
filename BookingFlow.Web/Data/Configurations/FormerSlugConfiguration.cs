using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class FormerSlugConfiguration : IEntityTypeConfiguration<FormerSlug>
{
    public void Configure(EntityTypeBuilder<FormerSlug> builder)
    {
        builder.ToTable("FormerSlugs");
        builder.Property(s => s.Slug).HasMaxLength(Limits.Slug);
        builder.HasIndex(s => s.Slug).IsUnique();
        builder.HasOne(s => s.Show).WithMany().HasForeignKey(s => s.ShowId).OnDelete(DeleteBehavior.Cascade);
    }
}
