using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.Property(t => t.Name).HasMaxLength(Limits.Name);
        builder.Property(t => t.Role).HasMaxLength(Limits.EnumCodeLength);
        builder.Property(t => t.Hash).HasMaxLength(32).IsFixedLength();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(t => t.StaffId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable("AccessTokens", t => t.HasCheckConstraint(
            "CK_AccessTokens_Role", $"Role IN ({string.Join(", ", StaffRoles.All.Select(role => $"'{role}'"))})"));
    }
}
