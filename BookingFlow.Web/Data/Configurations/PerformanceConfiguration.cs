using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class PerformanceConfiguration : IEntityTypeConfiguration<Performance>
{
    public void Configure(EntityTypeBuilder<Performance> builder)
    {
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasOne(p => p.Show).WithMany().HasForeignKey(p => p.ShowId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(p => p.Room).WithMany().HasForeignKey(p => p.RoomId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(p => new { p.ShowId, p.StartsAt });
        builder.HasIndex(p => p.StartsAt);
        builder.Ignore(p => p.Capacity);
        builder.Ignore(p => p.SeatsLeft);
        builder.Ignore(p => p.AccessPlaces);
        builder.Ignore(p => p.ConfirmedAccessPlaces);
        builder.Ignore(p => p.HasAccessPlaces);
        builder.Ignore(p => p.AccessPlacesReleaseAt);
        // Rows from before this column have the default; EF leaves it out of an INSERT that has the same value.
        builder.Property(p => p.AccessReleaseHours)
            .HasDefaultValue(Performance.DefaultAccessReleaseHours).HasSentinel(Performance.DefaultAccessReleaseHours);
        builder.Ignore(p => p.Facts);
        builder.Ignore(p => p.IsVisible);
        builder.Ignore(p => p.Visibility);
        builder.Property(p => p.Invitation).HasMaxLength(InvitationKey.Length).IsFixedLength();
        builder.HasIndex(p => p.Invitation).IsUnique();
        builder.ToTable("Performances", t =>
        {
            t.HasCheckConstraint("CK_Performances_Counts", "AdditionalSeats >= 0 AND ManuallyOccupiedSeats >= 0 AND ConfirmedSeats >= 0");
            t.HasCheckConstraint("CK_Performances_WaitingPeople", "WaitingPeople >= 0");
            t.HasCheckConstraint("CK_Performances_ReleasedSeats", "ReleasedSeats >= 0");
            t.HasCheckConstraint(
                "CK_Performances_AccessPlaces",
                $"WheelchairPlaces >= 0 AND CompanionPlaces >= 0 AND ConfirmedWheelchairPlaces >= 0 AND ConfirmedCompanionPlaces BETWEEN 0 AND ConfirmedWheelchairPlaces AND ConfirmedWheelchairPlaces + ConfirmedCompanionPlaces <= ConfirmedSeats AND AccessReleaseHours BETWEEN 0 AND {Limits.AccessReleaseHours}");
            t.HasCheckConstraint(
                "CK_Performances_CurtainRelease",
                $"CurtainReleaseMinutes IS NULL OR CurtainReleaseMinutes BETWEEN 0 AND {Limits.CurtainReleaseMinutes}");
            t.HasCheckConstraint("CK_Performances_MaxPartySize", $"MaxPartySize IS NULL OR MaxPartySize BETWEEN 1 AND {Limits.PartySize}");
            t.HasCheckConstraint("CK_Performances_ReminderHours", $"ReminderHours IS NULL OR ReminderHours BETWEEN 0 AND {Limits.ReminderHours}");
            t.HasCheckConstraint(
                "CK_Performances_CheckInWindow",
                $"(CheckInOpensMinutesBefore IS NULL OR CheckInOpensMinutesBefore BETWEEN 0 AND {Limits.CheckInMinutes}) AND (CheckInClosesMinutesAfter IS NULL OR CheckInClosesMinutesAfter BETWEEN 0 AND {Limits.CheckInMinutes})");
        });
    }
}
