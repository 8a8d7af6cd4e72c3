using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>Adds a show. It is not public until it is published.</summary>
public sealed class NewModel(BookingDbContext db, AddShow shows) : StaffPage(db)
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public string? RunningMinutes { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool IsFree { get; set; }

    [BindProperty]
    public bool SeveralAtOnce { get; set; }

    public ShowInput Input => new(Title, Slug, Summary, Description, RunningMinutes)
    {
        Note = Note,
        IsFree = IsFree,
        SeveralAtOnce = SeveralAtOnce,
    };

    public void OnGet()
    {
        // The empty form.
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var added = await shows.AddAsync(Input, await ActorAsync(cancellationToken), cancellationToken);
        return added.Succeeded
            ? SeeOtherPage("/Staff/Shows/Edit", Done.Added, new { added.Value.Id })
            : await RefuseAsync(added.Failure, cancellationToken);
    }
}
