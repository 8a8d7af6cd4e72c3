using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Previews a show as visitors will see it once it is published.</summary>
public sealed class PreviewModel(BookingDbContext db, PublishShow publish, TimeProvider clock) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Null when the id is unknown.</summary>
    public ShowView? Show { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show is null ? await base.RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var published = await publish.PublishAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return published.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Published, new { Id })
            : await RefuseAsync(published.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Show = await Db.ShowViewAsync(Db.Shows.Where(s => s.Id == Id), clock.GetUtcNow().UtcDateTime, cancellationToken);
}
