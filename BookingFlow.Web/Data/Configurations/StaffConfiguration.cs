using BookingFlow.Web.Staff;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class StaffConfiguration : IEntityTypeConfiguration<StaffUser>, IEntityTypeConfiguration<IdentityUserToken<int>>,
    IEntityTypeConfiguration<StaffLink>
{
    /// <summary>Maximum length of a text column of the key (user, provider, name), which must stay below SQL Server's 900 bytes.</summary>
    private const int KeyPartLength = 100;

    /// <summary>Maximum length of a token's value. The longest holds the hashes of ten recovery codes.</summary>
    private const int TokenValueLength = 1000;

    public void Configure(EntityTypeBuilder<StaffUser> builder) => builder.Property(u => u.DisplayName).HasMaxLength(Limits.Name);

    public void Configure(EntityTypeBuilder<StaffLink> builder)
    {
        builder.ToTable("StaffLinks", t => t.HasCheckConstraint("CK_StaffLinks_Purpose", $"Purpose IN ({SnakeCase.SqlList<StaffLinkPurpose>()})"));
        builder.Property(l => l.Hash).HasMaxLength(32).IsFixedLength();
        builder.HasIndex(l => l.Hash).IsUnique();
        builder.HasOne<StaffUser>().WithMany().HasForeignKey(l => l.StaffId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.Property(t => t.LoginProvider).HasMaxLength(KeyPartLength);
        builder.Property(t => t.Name).HasMaxLength(KeyPartLength);
        builder.Property(t => t.Value).HasMaxLength(TokenValueLength);
    }
}
