using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class ShowConfiguration : IEntityTypeConfiguration<Show>
{
    public void Configure(EntityTypeBuilder<Show> builder)
    {
        builder.Property(s => s.Slug).HasMaxLength(Limits.Slug);
        builder.Property(s => s.Title).HasMaxLength(Limits.Title);
        builder.Property(s => s.Summary).HasMaxLength(Limits.Summary);
        builder.Property(s => s.Description).HasMaxLength(Limits.Description);
        builder.Property(s => s.Note).HasMaxLength(Limits.ShowNote);
        builder.HasIndex(s => s.Slug).IsUnique();
        builder.Ignore(s => s.Visibility);
        builder.Property(s => s.Invitation).HasMaxLength(InvitationKey.Length).IsFixedLength();
        builder.HasIndex(s => s.Invitation).IsUnique();
        builder.ToTable("Shows", t => t.HasCheckConstraint("CK_Shows_RunningMinutes", "RunningMinutes IS NULL OR RunningMinutes > 0"));
    }
}
