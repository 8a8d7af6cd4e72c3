using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class WebhookUseCaseOnSqliteTests() : WebhookUseCaseTests(DatabaseDialect.Sqlite);

public sealed class WebhookUseCaseOnSqlServerTests() : WebhookUseCaseTests(DatabaseDialect.SqlServer);

public abstract class WebhookUseCaseTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly WebhookInput Input = new()
    {
        WebhookAddress = "https://receiver.example/hooks/receivers-secret",
        WebhookEvents = ["reservation.confirmed", "performance.sold_out"],
    };

    [Fact]
    public async Task Adding_stores_the_secret_encrypted_and_is_audited_with_the_host_only()
    {
        var added = await AddAsync();

        var stored = await WebhookAsync(added.Id);
        Assert.StartsWith("whsec_", added.Secret, StringComparison.Ordinal);
        Assert.Equal(32, Convert.FromBase64String(added.Secret[6..]).Length);
        Assert.Equal(added.Secret, Host.WebhookSecrets.Unprotect(stored.Secret));
        Assert.DoesNotContain(added.Secret[6..], stored.Secret, StringComparison.Ordinal);
        Assert.Equal((Input.WebhookAddress, "reservation.confirmed,performance.sold_out"), (stored.Address, stored.Events));
        var entry = Assert.Single(await AuditAsync());
        Assert.Equal(
            (AuditAction.WebhookAdded, AuditSubject.Webhook, added.Id, "receiver.example: reservation.confirmed, performance.sold_out"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail));
        Assert.DoesNotContain(added.Secret, added.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_valid_on_this_node_at_once_and_on_another_when_it_reads_again()
    {
        CurrentWebhooks other = new();
        var added = await AddAsync();
        Assert.Equal([added.Id], Host.CurrentWebhooks.Subscriptions.Select(s => s.WebhookId));
        await RefreshAsync(other);
        Assert.Equal([WebhookEvent.ReservationConfirmed, WebhookEvent.PerformanceSoldOut], Assert.Single(other.Subscriptions).Events);

        await Host.Webhooks.Switch.OffAsync(added.Id, Host.Actor, CancellationToken.None);
        Assert.Empty(Host.CurrentWebhooks.Subscriptions);
        Assert.Single(other.Subscriptions);
        await RefreshAsync(other);
        Assert.Empty(other.Subscriptions);
    }

    [Fact]
    public async Task Invalid_input_adds_nothing()
    {
        var refused = await Host.Webhooks.Add.AddAsync(Input with { WebhookAddress = "https://10.0.0.1/" }, Host.Actor, CancellationToken.None);

        Assert.Equal(FieldProblem.PrivateAddress, Assert.Single(refused.Failure!.Fields).Problem);
        Assert.Empty(Host.CurrentWebhooks.Subscriptions);
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Editing_changes_address_and_events_and_keeps_the_secret()
    {
        var added = await AddAsync();
        var input = new WebhookInput { WebhookAddress = "https://other.example/", WebhookEvents = ["reservation.checked_in"] };
        Assert.True((await Host.Webhooks.Edit.EditAsync(added.Id, input, Host.Actor, CancellationToken.None)).Succeeded);

        var stored = await WebhookAsync(added.Id);
        Assert.Equal(("https://other.example/", "reservation.checked_in"), (stored.Address, stored.Events));
        Assert.Equal(added.Secret, Host.WebhookSecrets.Unprotect(stored.Secret));
        Assert.Equal([WebhookEvent.CheckedIn], Assert.Single(Host.CurrentWebhooks.Subscriptions).Events);
        Assert.Equal(
            "receiver.example: reservation.confirmed, performance.sold_out → other.example: reservation.checked_in", (await AuditAsync())[^1].Detail);
        Assert.Equal(
            FailureKind.InvalidInput,
            (await Host.Webhooks.Edit.EditAsync(added.Id, new WebhookInput(), Host.Actor, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task Switching_is_audited_once()
    {
        var added = await AddAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.Webhooks.Switch.OffAsync(added.Id, Host.Actor, CancellationToken.None)).Succeeded);
        }

        Assert.Equal(TestTimes.Now, (await WebhookAsync(added.Id)).SwitchedOffAt);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.True((await Host.Webhooks.Switch.OnAsync(added.Id, Host.Actor, CancellationToken.None)).Succeeded);
        }

        Assert.Single(Host.CurrentWebhooks.Subscriptions);
        Assert.Equal(
            [AuditAction.WebhookAdded, AuditAction.WebhookSwitchedOff, AuditAction.WebhookSwitchedOn], (await AuditAsync()).Select(e => e.Action));
    }

    [Fact]
    public async Task Removing_erases_address_and_secrets()
    {
        var added = await AddAsync();
        await Host.Webhooks.RenewSecret.RenewAsync(added.Id, Host.Actor, CancellationToken.None);
        Assert.True((await Host.Webhooks.Switch.RemoveAsync(added.Id, Host.Actor, CancellationToken.None)).Succeeded);

        var stored = await WebhookAsync(added.Id);
        Assert.Equal(("", "", null, TestTimes.Now), (stored.Address, stored.Secret, stored.FormerSecret, stored.RemovedAt));
        Assert.Empty(Host.CurrentWebhooks.Subscriptions);
        Assert.Equal(AuditAction.WebhookRemoved, (await AuditAsync())[^1].Action);
        Assert.Equal(
            FailureKind.NotFound, (await Host.Webhooks.Edit.EditAsync(added.Id, Input, Host.Actor, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task A_renewed_secret_signs_with_the_former_one_for_a_day()
    {
        var added = await AddAsync();
        var renewed = (await Host.Webhooks.RenewSecret.RenewAsync(added.Id, Host.Actor, CancellationToken.None)).Value!;

        var secrets = (await WebhookAsync(added.Id)).SecretsAt(TestTimes.Now.AddHours(1)).Select(Host.WebhookSecrets.Unprotect);
        Assert.Equal([renewed.Secret, added.Secret], secrets);
        Assert.Equal(AuditAction.WebhookSecretRenewed, (await AuditAsync())[^1].Action);
    }

    [Fact]
    public async Task A_test_event_is_sent_whatever_events_are_chosen()
    {
        var added = await AddAsync();
        Assert.True((await Host.Webhooks.SendTest.SendAsync(added.Id, Host.Actor, CancellationToken.None)).Succeeded);

        var message = Assert.Single(await MessagesAsync());
        Assert.Equal(("webhook.test", TestTimes.Now), (message.Type, message.NextAttemptAt));
        Assert.Equal(typeof(DeliverWebhooksJob), Assert.Single(Host.Jobs.All).Type);
        Assert.Equal(AuditAction.WebhookTested, (await AuditAsync())[^1].Action);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_webhook_that_is_off()
    {
        var added = await AddAsync();
        await Host.Webhooks.Switch.OffAsync(added.Id, Host.Actor, CancellationToken.None);

        Assert.Equal(
            Obstacle.WebhookSwitchedOff, (await Host.Webhooks.SendTest.SendAsync(added.Id, Host.Actor, CancellationToken.None)).Failure?.Obstacle);
        Assert.Equal(
            Obstacle.WebhookSwitchedOff, (await Host.Webhooks.Retry.RetryAsync(added.Id, Host.Actor, CancellationToken.None)).Failure?.Obstacle);
        Assert.Empty(await MessagesAsync());
    }

    [Fact]
    public async Task Retrying_makes_all_that_failed_due_and_leaves_other_webhooks_alone()
    {
        var (mine, other) = (await AddAsync(), await AddAsync());
        await Host.Database.AddAsync(
            MessageTo(mine.Id, m => m.Failed("500", TestTimes.Now)), MessageTo(mine.Id, m => m.GiveUp("410", TestTimes.Now)),
            MessageTo(mine.Id, m => m.Delivered(TestTimes.Now)), MessageTo(other.Id, m => m.Failed("500", TestTimes.Now)));

        Assert.Equal(2, (await Host.Webhooks.Retry.RetryAsync(mine.Id, Host.Actor, CancellationToken.None)).Value);

        Assert.Equal([true, true, false, false], (await MessagesAsync()).Select(m => m.CanBeClaimed(TestTimes.Now)));
        Assert.Equal((AuditAction.WebhookRetried, "2"), ((await AuditAsync())[^1].Action, (await AuditAsync())[^1].Detail));
        Assert.Single(Host.Jobs.All);
    }

    [Fact]
    public async Task Old_messages_are_removed_unless_they_are_still_to_be_sent()
    {
        var added = await AddAsync();
        await Host.Database.AddAsync(
            MessageTo(added.Id, m => m.Delivered(TestTimes.Now)), MessageTo(added.Id, m => m.GiveUp("410", TestTimes.Now)),
            MessageTo(added.Id, m => m.Failed("500", TestTimes.Now)));
        Host.Clock.Advance(RemoveOldDeliveries.KeptFor);
        Assert.Equal(0, (await Host.Webhooks.RemoveOld.RunAsync(CancellationToken.None)).Value);

        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await Host.Webhooks.RemoveOld.RunAsync(CancellationToken.None)).Value);

        Assert.True(Assert.Single(await MessagesAsync()).IsUnsent);
    }

    [Fact]
    public async Task An_unknown_webhook_is_not_found()
    {
        Assert.Equal(FailureKind.NotFound, (await Host.Webhooks.Switch.OffAsync(99, Host.Actor, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await Host.Webhooks.RenewSecret.RenewAsync(99, Host.Actor, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await Host.Webhooks.SendTest.SendAsync(99, Host.Actor, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await Host.Webhooks.Retry.RetryAsync(99, Host.Actor, CancellationToken.None)).Failure?.Kind);
    }

    private async Task<AddedWebhook> AddAsync() => (await Host.Webhooks.Add.AddAsync(Input, Host.Actor, CancellationToken.None)).Value!;

    private async Task RefreshAsync(CurrentWebhooks node)
    {
        await using var db = Host.Database.CreateDbContext();
        await node.RefreshAsync(db, CancellationToken.None);
    }

    private static WebhookDelivery MessageTo(int webhookId, Action<WebhookDelivery> change)
    {
        var message = WebhookDelivery.Of(webhookId, Guid.NewGuid(), WebhookEvent.Test, new WebhookData(), TestTimes.Now);
        change(message);
        return message;
    }

    private Task<Webhook> WebhookAsync(int id) => Host.Database.ReadAsync(db => db.Webhooks.SingleAsync(w => w.Id == id));

    private Task<List<WebhookDelivery>> MessagesAsync() =>
        Host.Database.ReadAsync(db => db.WebhookDeliveries.OrderBy(d => d.Id).ToListAsync());

    private Task<List<AuditEntry>> AuditAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(e => e.Id).ToListAsync());
}
