using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.Property(d => d.Type).HasMaxLength(Limits.LongEnumCodeLength);
        builder.Property(d => d.Body).HasMaxLength(Limits.WebhookBody);
        builder.Property(d => d.LastError).HasMaxLength(Limits.ErrorText);
        builder.Ignore(d => d.IsUnsent);

        // If two senders read the same unclaimed row, the second claim fails as a concurrency conflict.
        builder.Property(d => d.ClaimedBy).IsConcurrencyToken();
        builder.HasOne(d => d.Webhook).WithMany().HasForeignKey(d => d.WebhookId).OnDelete(DeleteBehavior.Restrict);
        // What is due: only of messages that are to be sent, which are few.
        builder.HasIndex(d => d.NextAttemptAt).HasFilter("DeliveredAt IS NULL AND GivenUpAt IS NULL");
        // The staff's list of a webhook, and an event is told to it once.
        builder.HasIndex(d => new { d.WebhookId, d.CreatedAt });
        builder.HasIndex(d => new { d.EventId, d.WebhookId }).IsUnique();
        // What is removed after a time.
        builder.HasIndex(d => d.CreatedAt);
        builder.ToTable("WebhookDeliveries", t => t.HasCheckConstraint("CK_WebhookDeliveries_Attempts", "Attempts >= 0"));
    }
}
