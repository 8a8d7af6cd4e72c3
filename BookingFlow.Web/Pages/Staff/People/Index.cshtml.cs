using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.People;

/// <summary>Everybody who works here.</summary>
public sealed class IndexModel(BookingDbContext db) : StaffPage(db)
{
    /// <summary>What was searched for.</summary>
    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "page")]
    public int? PageNumber { get; set; }

    public Paged<PersonListing> People { get; private set; } = Paged<PersonListing>.None;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        People = await (await Db.PeopleLikeAsync(Search, cancellationToken)).PageAsync(PageNumber, cancellationToken);
}
