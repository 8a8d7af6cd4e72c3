using BookingFlow.Web.Data;
using BookingFlow.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Webhooks;

/// <summary>The program without its job server, and receivers: tests run the job themselves, at a time that they set.</summary>
public sealed class WebhookSetup : IAsyncDisposable
{
    private readonly BookingFlowApp _app;
    private readonly List<WebhookReceiver> _receivers = [];

    private WebhookSetup(BookingFlowApp app) => _app = app;

    public FakeTimeProvider Clock { get; private init; } = null!;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public TemporaryDatabase Database => _app.Database;

    public BookingFlowApp App => _app;

    public DeliverWebhooksJob Job => _app.Services.GetRequiredService<DeliverWebhooksJob>();

    public WebhookSender Sender => _app.Services.GetRequiredService<WebhookSender>();

    public CurrentWebhooks Current => _app.Services.GetRequiredService<CurrentWebhooks>();

    public static async Task<WebhookSetup> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Now));
        return new WebhookSetup(await BookingFlowApp.StartWithoutJobsAsync(clock, ("Webhooks:AllowedPrivateNetworks:0", "127.0.0.0/8"))) { Clock = clock };
    }

    /// <summary>Starts a receiver and adds a webhook for it.</summary>
    public async Task<(WebhookReceiver Receiver, int Id, string Secret)> AddWebhookAsync()
    {
        var receiver = await WebhookReceiver.StartAsync();
        _receivers.Add(receiver);
        var secret = WebhookSecrets.New();
        var webhook = AWebhook.At(receiver.Address, _app.Services.GetRequiredService<WebhookSecrets>().Protect(secret), WebhookEvent.CheckedIn);
        await Database.AddAsync(webhook);
        await RefreshAsync();
        return (receiver, webhook.Id, secret);
    }

    /// <summary>Adds a message that is due.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> AddMessageAsync(int webhookId)
    {
        var message = WebhookDelivery.Of(webhookId, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), Now);
        await Database.AddAsync(message);
        return message.Id;
    }

    public Task<WebhookDelivery> MessageAsync(int id) =>
        Database.ReadAsync(db => db.WebhookDeliveries.Include(d => d.Webhook).SingleAsync(d => d.Id == id));

    /// <summary>Reads the webhooks, as the program does every few seconds.</summary>
    public async Task RefreshAsync()
    {
        await using var db = Database.CreateDbContext();
        await Current.RefreshAsync(db, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var receiver in _receivers)
        {
            await receiver.DisposeAsync();
        }
    }
}
