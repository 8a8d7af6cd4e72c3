using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class VenueProfileConfiguration : IEntityTypeConfiguration<VenueProfile>
{
    public void Configure(EntityTypeBuilder<VenueProfile> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.Name).HasMaxLength(Limits.VenueName);
        builder.Property(p => p.Address).HasMaxLength(Limits.VenueAddress);
        builder.Property(p => p.Phone).HasMaxLength(Limits.Phone);
        builder.Property(p => p.Email).HasMaxLength(Limits.Email);
        builder.Property(p => p.Website).HasMaxLength(Limits.WebAddress);
        builder.Property(p => p.Directions).HasMaxLength(Limits.Directions);
        builder.Property(p => p.TimeZone).HasMaxLength(Limits.TimeZone);
        builder.Property(p => p.Language).HasMaxLength(2);
        builder.Property(p => p.OfferedLanguages).HasMaxLength(Limits.OfferedLanguages);
        builder.Property(p => p.AccentColour).HasMaxLength(7);
        builder.Property(p => p.FrameOrigins).HasMaxLength(Limits.FrameOriginsText);
        builder.Property(p => p.WrittenTexts).HasMaxLength(Limits.WrittenTexts);
        builder.Property(p => p.ReminderHours).HasDefaultValue(BookingRules.DefaultReminderHours);
        builder.Property(p => p.WaitingListClosesMinutes).HasDefaultValue(BookingRules.DefaultWaitingListClosesMinutes);
        builder.Property(p => p.RetentionDays).HasDefaultValue(Venue.DefaultRetentionDays);
        builder.HasOne<VenueLogo>().WithMany().HasForeignKey(p => p.LogoId).OnDelete(DeleteBehavior.Restrict);
        builder.ToTable("VenueProfile", t =>
        {
            t.HasCheckConstraint("CK_VenueProfile_Id", $"Id = {VenueProfile.OnlyId}");
            t.HasCheckConstraint("CK_VenueProfile_MaxPartySize", $"MaxPartySize BETWEEN 1 AND {Limits.PartySize}");
            t.HasCheckConstraint("CK_VenueProfile_ReminderHours", $"ReminderHours BETWEEN 0 AND {Limits.ReminderHours}");
            t.HasCheckConstraint(
                "CK_VenueProfile_WaitingListClosesMinutes", $"WaitingListClosesMinutes BETWEEN 0 AND {Limits.WaitingListClosesMinutes}");
            t.HasCheckConstraint("CK_VenueProfile_RetentionDays", $"RetentionDays BETWEEN 1 AND {Limits.RetentionDays}");
        });
    }
}
