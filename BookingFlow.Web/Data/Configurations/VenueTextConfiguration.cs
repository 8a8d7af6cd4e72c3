using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class HouseTextConfiguration : IEntityTypeConfiguration<HouseText>
{
    public void Configure(EntityTypeBuilder<HouseText> builder)
    {
        builder.Property(t => t.Text).HasMaxLength(Limits.HouseText);
        builder.HasIndex(t => t.Kind).IsUnique();
        builder.ToTable("HouseTexts", t => t.HasCheckConstraint("CK_HouseTexts_Kind", $"Kind IN ({StoredWords.SqlList<HouseTextKind>()})"));
    }
}
