using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("Outbox");
        builder.Property(m => m.LastError).HasMaxLength(Limits.ErrorText);
        builder.Ignore(m => m.IsUnsent);
        builder.Ignore(m => m.IsHeldBack);

        // If two senders read the same unclaimed row, the second claim fails as a concurrency conflict.
        builder.Property(m => m.ClaimedBy).IsConcurrencyToken();
        builder.HasOne<Staff.StaffUser>().WithMany().HasForeignKey(m => m.StaffId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(m => m.Reservation).WithMany().HasForeignKey(m => m.ReservationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(m => m.PerformanceChange).WithMany().HasForeignKey(m => m.PerformanceChangeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(m => m.PartyMessage).WithMany().HasForeignKey(m => m.PartyMessageId).OnDelete(DeleteBehavior.Restrict);
        // A party is told of a change once, whatever is retried or submitted twice (docs/decisions/0045).
        builder.HasIndex(m => m.ReservationId);
        builder.HasIndex(m => new { m.ReservationId, m.PerformanceChangeId }).IsUnique().HasFilter("PerformanceChangeId IS NOT NULL");
        // A party gets a message once (docs/decisions/0051). The message is the first column, because its mails are counted.
        builder.HasIndex(m => new { m.PartyMessageId, m.ReservationId }).IsUnique().HasFilter("PartyMessageId IS NOT NULL");
        // A party is reminded once, whatever crashes, is retried or runs on two nodes.
        builder.HasIndex(m => m.ReservationId, "IX_Outbox_Reminder").IsUnique().HasFilter($"Kind = '{SnakeCase.Of(MailKind.Reminder)}'");
        // The end of the waiting list is told once.
        builder.HasIndex(m => m.ReservationId, "IX_Outbox_WaitingListClosed")
            .IsUnique().HasFilter($"Kind = '{SnakeCase.Of(MailKind.WaitingListClosed)}'");
        // Only of mails that are not sent, which are few: finds what is due, and contains all that says in which state a mail is, so that they are
        // counted without their rows (docs/decisions/0064). SQLite reads the row for a column that is missing, even if the filter says what it is.
        builder.HasIndex(m => new { m.GivenUpAt, m.NextAttemptAt, m.FailingSince, m.LastError, m.SentAt }).HasFilter("SentAt IS NULL");
        // The order of the staff's list.
        builder.HasIndex(m => m.CreatedAt);
        // Requests of strangers, to be counted (docs/decisions/0056). Of an hour and a day only, so both are small.
        builder.HasIndex(m => new { m.MailboxKey, m.CreatedAt }).HasFilter("MailboxKey IS NOT NULL");
        builder.HasIndex(m => new { m.ClientKey, m.CreatedAt }).HasFilter("ClientKey IS NOT NULL");
        builder.ToTable(t =>
        {
            t.HasCheckConstraint("CK_Outbox_Kind", $"Kind IN ({SnakeCase.SqlList<MailKind>()})");
            t.HasCheckConstraint(
                "CK_Outbox_Recipient", "(ReservationId IS NULL AND StaffId IS NOT NULL) OR (ReservationId IS NOT NULL AND StaffId IS NULL)");
            t.HasCheckConstraint("CK_Outbox_Attempts", "Attempts >= 0");
        });
    }
}
