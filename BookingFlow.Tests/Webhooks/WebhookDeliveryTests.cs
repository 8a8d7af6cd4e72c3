using BookingFlow.Web.Data;
using BookingFlow.Web.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Webhooks;

/// <summary>Delivery of messages to receivers that answer, refuse, are down, or are gone, and after crashes.</summary>
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private WebhookSetup _setup = null!;

    public async ValueTask InitializeAsync() => _setup = await WebhookSetup.StartAsync();

    public ValueTask DisposeAsync() => _setup.DisposeAsync();

    [Fact]
    public async Task A_message_is_delivered_once_with_a_signature_that_the_receiver_can_verify()
    {
        var (receiver, webhook, secret) = await _setup.AddWebhookAsync();
        var id = await _setup.AddMessageAsync(webhook);
        await RunAsync();
        await RunAsync();

        var (received, row) = (Assert.Single(receiver.Received), await _setup.MessageAsync(id));
        Assert.Equal([received.SignatureWith(secret)], received.Signatures);
        Assert.Equal((WebhookMessage.IdOf(row.EventId), row.Body), (received.Id, received.Body));
        Assert.Equal(_setup.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), received.Timestamp);
        Assert.Equal((_setup.Now, null, null, 0), (row.DeliveredAt, row.ClaimedBy, row.LastError, row.Attempts));
    }

    [Fact]
    public async Task A_message_that_was_not_accepted_is_sent_again_with_the_same_id()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        receiver.AnswerWith(500, 200);
        var id = await _setup.AddMessageAsync(webhook);
        await RunAsync();
        var failed = await _setup.MessageAsync(id);
        Assert.Equal(
            ("500", 1, _setup.Now.AddSeconds(15), null, null),
            (failed.LastError, failed.Attempts, failed.NextAttemptAt, failed.ClaimedBy, failed.GivenUpAt));

        _setup.Clock.Advance(TimeSpan.FromSeconds(14));
        await RunAsync();
        Assert.Single(receiver.Received);

        _setup.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        Assert.NotNull((await _setup.MessageAsync(id)).DeliveredAt);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(r => (r.Id, r.Body)).Distinct());
        Assert.Equal(2, receiver.Received.Select(r => r.Timestamp).Distinct().Count());
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_switched_off_and_asked_no_more()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        receiver.AnswerWith(410);
        int[] ids = [await _setup.AddMessageAsync(webhook), await _setup.AddMessageAsync(webhook)];
        await RunAsync();
        await RunAsync();

        Assert.Single(receiver.Received);
        var rows = await Task.WhenAll(ids.Select(_setup.MessageAsync));
        Assert.Equal(["410", WebhookDelivery.SwitchedOff], rows.Select(row => row.LastError));
        Assert.All(rows, row => Assert.NotNull(row.GivenUpAt));
        Assert.Equal((true, false), (rows[0].Webhook.IsGone, rows[0].Webhook.IsOn));
        Assert.Empty(_setup.Current.Subscriptions);
    }

    [Fact]
    public async Task A_receiver_that_is_down_is_asked_once_in_a_run_and_delays_no_other()
    {
        var (down, downId, _) = await _setup.AddWebhookAsync();
        var (other, otherId, _) = await _setup.AddWebhookAsync();
        down.AnswerWith(503);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await _setup.AddMessageAsync(downId);
            await _setup.AddMessageAsync(otherId);
        }

        await RunAsync();

        Assert.Equal((1, 3), (down.Received.Count, other.Received.Count));
        Assert.Equal([1, 0, 0], await _setup.Database.ReadAsync(
            db => db.WebhookDeliveries.Where(d => d.WebhookId == downId).OrderBy(d => d.Id).Select(d => d.Attempts).ToListAsync()));
    }

    [Fact]
    public async Task A_slow_receiver_delays_no_other_and_is_sent_one_message_at_a_time()
    {
        var (slow, slowId, _) = await _setup.AddWebhookAsync();
        var (other, otherId, _) = await _setup.AddWebhookAsync();
        TaskCompletionSource asked = new(), released = new();
        slow.Answer = _ =>
        {
            asked.TrySetResult();
            return released.Task;
        };
        await _setup.AddMessageAsync(slowId);
        var first = RunAsync();
        await asked.Task;
        await _setup.AddMessageAsync(slowId);
        await _setup.AddMessageAsync(otherId);
        await RunAsync();
        Assert.Equal((1, 1), (slow.Received.Count, other.Received.Count));

        released.SetResult();
        await first;
        Assert.Equal(2, slow.Received.Count);
    }

    /// <summary>The crash is a process that ends after the receiver has accepted the message, and before that is stored.</summary>
    [Fact]
    public async Task A_message_is_sent_again_with_the_same_id_after_a_crash_before_the_outcome_was_stored()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        var id = await _setup.AddMessageAsync(webhook);
        await RunAsync();
        // What a crash leaves: the claim, and no outcome.
        await using (var db = _setup.Database.CreateDbContext())
        {
            await db.WebhookDeliveries.ExecuteUpdateAsync(set => set
                .SetProperty(d => d.DeliveredAt, (DateTime?)null)
                .SetProperty(d => d.ClaimedBy, (Guid?)Guid.NewGuid())
                .SetProperty(d => d.ClaimedUntil, (DateTime?)_setup.Now.Add(WebhookSender.ClaimLease)));
        }

        _setup.Clock.Advance(WebhookSender.ClaimLease - TimeSpan.FromSeconds(1));
        await RunAsync();
        Assert.Single(receiver.Received);

        _setup.Clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync();
        Assert.Equal(2, receiver.Received.Count);
        Assert.Single(receiver.Received.Select(r => r.Id).Distinct());
        Assert.NotNull((await _setup.MessageAsync(id)).DeliveredAt);
    }

    [Fact]
    public async Task Two_senders_send_a_message_once()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        TaskCompletionSource asked = new(), released = new();
        receiver.Answer = _ =>
        {
            asked.TrySetResult();
            return released.Task;
        };
        var id = await _setup.AddMessageAsync(webhook);
        var first = _setup.Sender.RunAsync(id, CancellationToken.None);
        await asked.Task;
        Assert.True(await _setup.Sender.RunAsync(id, CancellationToken.None));
        released.SetResult();

        Assert.True(await first);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task A_message_in_progress_is_released_when_the_program_stops()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        TaskCompletionSource asked = new(), released = new();
        receiver.Answer = _ =>
        {
            asked.TrySetResult();
            return released.Task;
        };
        var id = await _setup.AddMessageAsync(webhook);
        using var stopping = new CancellationTokenSource();
        var sending = _setup.Sender.RunAsync(id, stopping.Token);
        await asked.Task;
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.True((await _setup.MessageAsync(id)).CanBeClaimed(_setup.Now));
        released.SetResult();
    }

    [Fact]
    public async Task Messages_to_a_webhook_that_is_off_are_given_up()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        var id = await _setup.AddMessageAsync(webhook);
        await using (var db = _setup.Database.CreateDbContext())
        {
            (await db.Webhooks.SingleAsync()).SwitchOff(_setup.Now);
            await db.SaveChangesAsync();
        }

        await RunAsync();
        Assert.Empty(receiver.Received);
        var row = await _setup.MessageAsync(id);
        Assert.Equal((_setup.Now, WebhookDelivery.SwitchedOff), (row.GivenUpAt, row.LastError));
    }

    [Fact]
    public async Task A_secret_of_lost_keys_is_a_failure_with_its_reason()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        await using (var db = _setup.Database.CreateDbContext())
        {
            await db.Webhooks.ExecuteUpdateAsync(set => set.SetProperty(w => w.Secret, "of other keys"));
        }

        var id = await _setup.AddMessageAsync(webhook);
        await RunAsync();
        Assert.Empty(receiver.Received);
        Assert.Equal(WebhookDelivery.SecretUnreadable, (await _setup.MessageAsync(id)).LastError);
    }

    [Fact]
    public async Task An_unexpected_fault_is_stored_and_tried_again()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        var unusable = _setup.App.Services.GetRequiredService<WebhookSecrets>().Protect("whsec_no base64!");
        await using (var db = _setup.Database.CreateDbContext())
        {
            await db.Webhooks.ExecuteUpdateAsync(set => set.SetProperty(w => w.Secret, unusable));
        }

        var id = await _setup.AddMessageAsync(webhook);
        await RunAsync();
        var row = await _setup.MessageAsync(id);
        Assert.Equal(("FormatException", 1, null, null), (row.LastError, row.Attempts, row.ClaimedBy, row.GivenUpAt));
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task More_messages_than_are_read_at_once_are_all_delivered()
    {
        var (receiver, webhook, _) = await _setup.AddWebhookAsync();
        await _setup.Database.AddAsync([.. Enumerable.Range(0, 203).Select(_ =>
            WebhookDelivery.Of(webhook, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), _setup.Now))]);
        await RunAsync();

        Assert.Equal(203, receiver.Received.Select(r => r.Id).Distinct().Count());
    }

    /// <summary>The logs have no address, whose path and query may be a secret of the receiver, and no signing secret.</summary>
    [Fact]
    public async Task Failures_are_logged_without_address_and_secret()
    {
        var (receiver, webhook, secret) = await _setup.AddWebhookAsync();
        receiver.AnswerWith(500);
        await _setup.AddMessageAsync(webhook);
        await RunAsync();

        var logs = string.Join('\n', _setup.App.Logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}"));
        Assert.Contains("was not accepted by its webhook (500)", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("receivers-own", logs, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, logs, StringComparison.Ordinal);
    }

    private Task RunAsync() => _setup.Job.RunAsync(CancellationToken.None);
}
