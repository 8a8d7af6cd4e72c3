using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class ReservationConfiguration : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> builder)
    {
        builder.Property(r => r.Reference).HasMaxLength(Domain.Reservations.Reference.Length).IsUnicode(false);
        builder.Property(r => r.Name).HasMaxLength(Limits.Name);
        builder.Property(r => r.Email).HasMaxLength(Limits.Email);
        builder.Property(r => r.Phone).HasMaxLength(Limits.Phone);
        builder.Property(r => r.Notes).HasMaxLength(Limits.Notes);
        builder.Property(r => r.StaffNote).HasMaxLength(Limits.StaffNote);
        builder.Ignore(r => r.CalendarSequence);
        builder.Ignore(r => r.AccessPlaces);
        builder.Ignore(r => r.Access);
        builder.Property(r => r.Language).HasMaxLength(2).IsUnicode(false).HasDefaultValue(Languages.Default);
        // Computed by the property's getter on every save, so that no use case has to update it.
        builder.Property(r => r.SearchKey).HasColumnName("FoundBy").HasMaxLength(Limits.SearchKey).UsePropertyAccessMode(PropertyAccessMode.Property);
        builder.HasIndex(r => r.Reference).IsUnique();
        builder.HasIndex(r => r.SubmissionKey).IsUnique();
        builder.HasOne(r => r.Performance).WithMany().HasForeignKey(r => r.PerformanceId).OnDelete(DeleteBehavior.Restrict);

        // Finds out whether a mailbox has confirmed before.
        builder.HasIndex(r => r.MailboxKey).HasFilter("MailboxKey IS NOT NULL");

        // Finds the other reservations of a group.
        builder.HasIndex(r => r.GroupId).HasFilter("GroupId IS NOT NULL");

        // Covers the recount of confirmed seats under the lock and the sum of pending seats: both read only this index.
        builder.HasIndex(r => new { r.PerformanceId, r.Status, r.ExpiresAt, r.PartySize });
        // Finds what has expired, and covers the totals of all reservations.
        builder.HasIndex(r => new { r.Status, r.ExpiresAt, r.PartySize });
        // Finds what is still to be erased without reading all that was erased before.
        builder.HasIndex(r => r.PerformanceId).HasFilter("ErasedAt IS NULL");
        // Covers the staff's list, newest first, and their search of everything, which reads this index only (docs/decisions/0064).
        builder.HasIndex(r => new { r.CreatedAt, r.Status, r.PartySize, r.SearchKey });
        builder.ToTable("Reservations", t =>
        {
            t.HasCheckConstraint("CK_Reservations_PartySize", $"PartySize BETWEEN 1 AND {Limits.PartySize}");
            t.HasCheckConstraint(
                "CK_Reservations_AccessPlaces",
                "WheelchairPlaces BETWEEN 0 AND 1 AND CompanionPlaces BETWEEN 0 AND WheelchairPlaces AND WheelchairPlaces + CompanionPlaces <= PartySize");
            t.HasCheckConstraint(
                "CK_Reservations_Language", $"Language IN ({string.Join(", ", Languages.OfVisitors.Select(language => $"'{language}'"))})");
            t.HasCheckConstraint("CK_Reservations_Status", $"Status IN ({SnakeCase.SqlList<ReservationStatus>()})");
            t.HasCheckConstraint("CK_Reservations_SmallestParty", "SmallestParty IS NULL OR SmallestParty BETWEEN 1 AND PartySize");
            t.HasCheckConstraint(
                "CK_Reservations_Waiting",
                $"Status <> '{SnakeCase.Of(ReservationStatus.Waiting)}' OR (WaitingSince IS NOT NULL AND SmallestParty IS NOT NULL)");
            // So that nothing writes personal data into a reservation from which it was erased.
            t.HasCheckConstraint(
                "CK_Reservations_Erased",
                $"ErasedAt IS NULL OR (Name = '{Reservation.ErasedName}' AND Email IS NULL AND Phone IS NULL AND Notes IS NULL AND StaffNote IS NULL AND NeedsStepFreeAccess = 0 AND NeedsInductionLoop = 0)");
        });
    }
}
