using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Webhooks;

public sealed class WebhookPagesTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(TimeProvider.System, ("Webhooks:AllowedPrivateNetworks:0", "127.0.0.0/8"));
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_administrator_adds_a_webhook_copies_the_secret_tests_it_and_is_told_of_a_confirmation()
    {
        var added = await AddAsync();
        Assert.Equal(200, added.Status);
        var secret = added.Document.QuerySelector("code.key")!.TextContent;
        Assert.DoesNotContain(secret, (await _admin.OpenAsync("/staff/webhooks")).Text, StringComparison.Ordinal);

        var page = await _admin.OpenAsync(PathOf(added));
        Assert.Equal(303, (await _admin.SubmitAsync(page, "form[action*='Test']")).Status);
        await Eventually.AssertAsync(() => Task.FromResult(_receiver.Received.Count == 1), "the test event arrived");
        Assert.Contains("\"webhook.test\"", _receiver.Received[0].Body, StringComparison.Ordinal);

        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var link = await _app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(_app.Now).ExpiringAt(performance.StartsAt).Build());
        using var visitor = _app.Visitor();
        Assert.Equal(303, (await visitor.ConfirmAsync(link)).Status);
        await Eventually.AssertAsync(() => Task.FromResult(_receiver.Received.Count == 2), "the confirmation arrived");

        var message = _receiver.Received[1];
        Assert.Contains("\"reservation.confirmed\"", message.Body, StringComparison.Ordinal);
        Assert.Equal([message.SignatureWith(secret)], message.Signatures);
        await Eventually.AssertAsync(
            async () => (await _admin.OpenAsync(PathOf(added))).Document.QuerySelectorAll(".state--sent").Length == 3, "both are shown as delivered");
    }

    [Fact]
    public async Task Failures_are_shown_with_their_reason_and_can_be_tried_again()
    {
        _receiver.AnswerWith(500, 200);
        var path = PathOf(await AddAsync());
        await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='Test']");
        await Eventually.AssertAsync(
            async () => (await _admin.OpenAsync(path)).Text.Contains("The receiver answered with the status 500.", StringComparison.Ordinal), "shown");
        Assert.Equal("1", (await _admin.OpenAsync("/staff/webhooks")).Document.QuerySelector("td.number")!.TextContent);

        Assert.Equal(303, (await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='Retry']")).Status);
        await Eventually.AssertAsync(() => Task.FromResult(_receiver.Received.Count == 2), "sent again");
        Assert.Equal(_receiver.Received[0].Id, _receiver.Received[1].Id);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_shown_as_switched_off_and_can_be_switched_on()
    {
        _receiver.AnswerWith(410);
        var path = PathOf(await AddAsync());
        await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='Test']");
        await Eventually.AssertAsync(async () => (await _admin.OpenAsync(path)).Text.Contains("(410)", StringComparison.Ordinal), "shown");
        Assert.Contains("(410)", (await _admin.OpenAsync("/staff/webhooks")).Text, StringComparison.Ordinal);

        Assert.Equal(303, (await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='handler=On']")).Status);
        Assert.DoesNotContain("(410)", (await _admin.OpenAsync("/staff/webhooks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_secret_and_the_webhook_itself_can_be_changed()
    {
        var added = await AddAsync();
        var path = PathOf(added);
        var edited = await _admin.SubmitAsync(
            await _admin.OpenAsync(path), "form.form--edit", ("WebhookAddress", "https://receiver.example/other"), ("WebhookEvents", "reservation.checked_in"));
        Assert.Equal(303, edited.Status);
        var stored = await _app.Database.ReadAsync(db => db.Webhooks.SingleAsync());
        Assert.Equal("https://receiver.example/other", stored.Address);

        var renewed = await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='Renew']");
        Assert.Equal(200, renewed.Status);
        Assert.NotEqual(SecretOf(added), SecretOf(renewed));

        Assert.Equal(303, (await _admin.SubmitAsync(await _admin.OpenAsync(path), "form[action*='Remove']")).Status);
        Assert.Equal(404, (await _admin.OpenAsync(path)).Status);
        Assert.Equal(404, (await _admin.OpenAsync("/staff/webhooks/99")).Status);
        var log = await _admin.OpenAsync("/staff/log?thing=webhook");
        Assert.Equal(4, log.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("https://192.168.0.1/", "This address belongs to a private network")]
    [InlineData("not an address", "Enter a full web address")]
    [InlineData("", "Enter the web address of the receiver")]
    public async Task Wrong_addresses_are_explained_and_kept(string address, string message)
    {
        var refused = await _admin.SubmitAsync(
            await _admin.OpenAsync("/staff/webhooks"), "main form", ("WebhookAddress", address), ("WebhookEvents", "reservation.confirmed"));
        Assert.Equal(400, refused.Status);
        Assert.Contains(message, refused.Text, StringComparison.Ordinal);
        Assert.Equal(address, refused.Document.QuerySelector("#WebhookAddress")!.GetAttribute("value") ?? "");
    }

    private Task<BrowserResponse> AddAsync() => AddAsync(_receiver.Address);

    private async Task<BrowserResponse> AddAsync(string address) => await _admin.SubmitAsync(
        await _admin.OpenAsync("/staff/webhooks"), "main form", ("WebhookAddress", address), ("WebhookEvents", "reservation.confirmed"));

    private static string PathOf(BrowserResponse added) => added.Document.QuerySelector(".notice a")!.GetAttribute("href")!;

    private static string SecretOf(BrowserResponse response) => response.Document.QuerySelector("code.key")!.TextContent;
}
