using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>A place that is about one page in the house's own words.</summary>
public abstract class OneTextPage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute(Name = "kind")]
    public string? KindText { get; set; }

    /// <summary>Null where the house has no such page.</summary>
    public VenueTextKind? Kind => Enum.GetValues<VenueTextKind>().Cast<VenueTextKind?>()
        .FirstOrDefault(kind => string.Equals(kind.ToString(), KindText, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is written; null: nothing yet.</summary>
    protected Task<string?> WrittenAsync(CancellationToken cancellationToken)
    {
        var kind = Kind;
        return Db.VenueTexts.Where(t => t.Kind == kind).Select(t => t.Text).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>There is no such page, or nothing to do to it.</summary>
    protected Task<IActionResult> NotThereAsync(CancellationToken cancellationToken) =>
        RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
}
