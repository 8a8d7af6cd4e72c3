using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>A place about one colleague; with an unknown id it says that there is nobody.</summary>
public abstract class ColleaguePage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute(Name = "id")]
    public int Id { get; set; }

    /// <summary>Null: nobody has this id.</summary>
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

    /// <summary>After an act: back to the person, or the failure here.</summary>
    protected async Task<IActionResult> AnswerAsync(Result<int> result, Done done, CancellationToken cancellationToken) =>
        result.Succeeded ? SeeOtherPage("/Staff/People/Person", done, new { Id }) : await RefuseAsync(result.Failure, cancellationToken);

    private async Task LoadAsync(CancellationToken cancellationToken) => Colleague ??= await Db.PersonAsync(Id, cancellationToken);
}
