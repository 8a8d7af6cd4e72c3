using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shows;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>A show exactly as visitors will see it, before they can.</summary>
public sealed class PreviewModel(BookingDbContext db, PublishShow publish, TimeProvider clock) : StaffPage(db)
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Null where there is no such show.</summary>
    public ShowView? Show { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Show is null ? await base.RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var published = await publish.PublishAsync(Id, await PersonAsync(cancellationToken), cancellationToken);
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
