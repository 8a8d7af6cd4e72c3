using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BookingFlow.Web.Data.Configurations;

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("Webhooks");
        builder.Property(w => w.Address).HasMaxLength(Limits.WebAddress);
        builder.Property(w => w.Events).HasMaxLength(Limits.WebhookEvents);
        builder.Property(w => w.Secret).HasMaxLength(Limits.ProtectedSecret);
        builder.Property(w => w.FormerSecret).HasMaxLength(Limits.ProtectedSecret);
        builder.Property(w => w.Version).IsConcurrencyToken();
        builder.Ignore(w => w.IsOn);
    }
}
