using System.Net;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers the webhooks, and reads them from the database before the first request.</summary>
public static class WebhookHosting
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<CurrentWebhooks>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton(provider => new WebhookNetworks([.. provider.GetRequiredService<WebhookSettings>().Networks()]));
        services.AddSingleton(provider => new WebhookClient(
            provider.GetRequiredService<WebhookNetworks>(), Dns.GetHostAddressesAsync, TimeProvider.System));
        services.AddSingleton<ICommittedWebhooks>(
            provider => ActivatorUtilities.CreateInstance<WebhookOutbox>(provider, WebhookOutbox.Window, TimeProvider.System));
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<DeliverWebhooksJob>();
        return services;
    }

    /// <summary>Reads the webhooks, so that the first confirmation is told already.</summary>
    public static async Task LoadWebhooksAsync(this WebApplication app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BookingDbContext>>().CreateDbContextAsync();
        await app.Services.GetRequiredService<CurrentWebhooks>().RefreshAsync(db, CancellationToken.None);
    }
}
