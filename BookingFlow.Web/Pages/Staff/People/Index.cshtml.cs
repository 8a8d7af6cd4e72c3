using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Lists all staff accounts, with a search.</summary>
public sealed class IndexModel(BookingDbContext db) : StaffPage(db)
{
    /// <summary>Search text: words of the name or the e-mail address.</summary>
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public Paged<PersonListing> People { get; private set; } = Paged<PersonListing>.None;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        People = await (await Db.SearchPeopleAsync(Search, cancellationToken)).PageAsync(PageNumber, cancellationToken);
}
