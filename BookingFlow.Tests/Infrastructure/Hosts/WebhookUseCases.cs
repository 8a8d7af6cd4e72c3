using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>The use cases of webhooks.</summary>
public sealed class WebhookUseCases(IServiceProvider services)
{
    public AddWebhook Add => services.GetRequiredService<AddWebhook>();

    public EditWebhook Edit => services.GetRequiredService<EditWebhook>();

    public SwitchWebhook Switch => services.GetRequiredService<SwitchWebhook>();

    public RenewWebhookSecret RenewSecret => services.GetRequiredService<RenewWebhookSecret>();

    public SendTestEvent SendTest => services.GetRequiredService<SendTestEvent>();

    public RetryDeliveries Retry => services.GetRequiredService<RetryDeliveries>();

    public RemoveOldDeliveries RemoveOld => services.GetRequiredService<RemoveOldDeliveries>();
}
