using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.House;

/// <summary>Base class of staff pages about one of the venue's texts (legal pages).</summary>
public abstract class StaffVenueTextPage(BookingDbContext db) : StaffPage(db)
{
    [FromRoute(Name = "kind")]
    public string? KindText { get; set; }

    /// <summary>Kind of the text in the route; null when it is unknown.</summary>
    public VenueTextKind? Kind => Enum.GetValues<VenueTextKind>().Cast<VenueTextKind?>()
        .FirstOrDefault(kind => string.Equals(kind.ToString(), KindText, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the stored text in Markdown; null when it is not written.</summary>
    protected Task<string?> FindTextAsync(CancellationToken cancellationToken)
    {
        var kind = Kind;
        return Db.VenueTexts.Where(t => t.Kind == kind).Select(t => t.Text).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Shows NotFound: the kind is unknown, or its text is not written.</summary>
    protected Task<IActionResult> NotFoundAsync(CancellationToken cancellationToken) =>
        RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
}
