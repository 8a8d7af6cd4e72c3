using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Webhooks;

/// <summary>Lists the webhooks, and adds one. The answer to that shows the secret, once.</summary>
public sealed class IndexModel(BookingDbContext db, AddWebhook add) : StaffPage(db)
{
    [BindProperty]
    public WebhookInput Typed { get; set; } = new();

    public IReadOnlyList<WebhookListing> Webhooks { get; private set; } = [];

    /// <summary>The webhook that this request has added; null for others.</summary>
    public AddedWebhook? Added { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var added = await add.AddAsync(Typed, await ActorAsync(cancellationToken), cancellationToken);
        if (!added.Succeeded)
        {
            return await RefuseAsync(added.Failure, cancellationToken);
        }

        // No redirect, which would need the secret in an address or a cookie.
        (Added, Typed) = (added.Value, new());
        await LoadAsync(cancellationToken);
        return Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Webhooks = await Db.ListWebhooksAsync(cancellationToken);
}
