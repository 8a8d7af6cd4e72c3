using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Base class of pages about one colleague. An unknown id is answered with NotFound.</summary>
public abstract class ColleaguePage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute(Name = "id")]
    public int Id { get; set; }

    /// <summary>Null when the id is unknown.</summary>
    public PersonListing? Colleague { get; private set; }

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Colleague is null ? await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken) : Page();
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(Colleague is null ? new Failure(FailureKind.NotFound) : failure, cancellationToken);
    }

    /// <summary>Redirects to the colleague's page after success; otherwise shows this page with the failure.</summary>
    protected async Task<IActionResult> RespondAsync(Result<int> result, Done done, CancellationToken cancellationToken) =>
        result.Succeeded ? SeeOtherPage("/Staff/People/Person", done, new { Id }) : await RefuseAsync(result.Failure, cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken) => Colleague ??= await Db.FindPersonAsync(Id, cancellationToken);
}
