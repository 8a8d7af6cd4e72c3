using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Webhooks;

/// <summary>A webhook: its settings, its messages with their failures, and what an Administrator can do with it.</summary>
public sealed class WebhookModel(
    BookingDbContext db, EditWebhook edit, SwitchWebhook switches, RenewWebhookSecret renew, SendTestEvent test, RetryDeliveries retry)
    : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    [FromQuery(Name = "page")]
    public int? ListPage { get; set; }

    [BindProperty]
    public WebhookInput Typed { get; set; } = new();

    /// <summary>Null when it does not exist or was removed.</summary>
    public WebhookListing? Webhook { get; private set; }

    public Paged<DeliveryListing> Deliveries { get; private set; } = Paged<DeliveryListing>.None;

    /// <summary>The new secret, if this request has renewed it.</summary>
    public AddedWebhook? Renewed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        ShowStored();
        return Webhook is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var edited = await edit.EditAsync(Id, Typed, await ActorAsync(cancellationToken), cancellationToken);
        return edited.Succeeded ? SeeOtherPage("/Staff/Webhooks/Webhook", Done.Saved, new { Id }) : await RefuseAsync(edited.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostOnAsync(CancellationToken cancellationToken) => await RespondAsync(
        await switches.OnAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.SwitchedOn, cancellationToken);

    public async Task<IActionResult> OnPostOffAsync(CancellationToken cancellationToken) => await RespondAsync(
        await switches.OffAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.SwitchedOff, cancellationToken);

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken) => await RespondAsync(
        await test.SendAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.TestSent, cancellationToken);

    public async Task<IActionResult> OnPostRetryAsync(CancellationToken cancellationToken) => await RespondAsync(
        await retry.RetryAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Retried, cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        var removed = await switches.RemoveAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return removed.Succeeded ? SeeOtherPage("/Staff/Webhooks/Index", Done.Removed) : await RefuseAsync(removed.Failure, cancellationToken);
    }

    /// <summary>Shows the new secret in the answer itself: a redirect would need it in an address or a cookie.</summary>
    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken)
    {
        var renewed = await renew.RenewAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        if (!renewed.Succeeded)
        {
            return await RefuseAsync(renewed.Failure, cancellationToken);
        }

        Renewed = renewed.Value;
        await LoadAsync(cancellationToken);
        ShowStored();
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Typed is { WebhookAddress: null, WebhookEvents: null })
        {
            ShowStored();
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> RespondAsync<T>(Result<T> result, Done done, CancellationToken cancellationToken)
        where T : notnull => result.Succeeded
            ? SeeOtherPage("/Staff/Webhooks/Webhook", done, new { Id })
            : await RefuseAsync(result.Failure, cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Webhook = (await Db.ListWebhooksAsync(cancellationToken)).Find(webhook => webhook.Id == Id);
        if (Webhook is not null)
        {
            Deliveries = await Db.DeliveriesOf(Id).PageAsync(ListPage, cancellationToken);
        }
    }

    private void ShowStored() => Typed = new WebhookInput { WebhookAddress = Webhook?.Address, WebhookEvents = Webhook?.Events.Split(',') };
}
