using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>
/// Search criteria for reservations, shared by the list, the export and the printed list. Every word of the text must occur in the
/// name, the e-mail address or the reference, in any order. A complete reference is found in any spelling.
/// </summary>
/// <param name="Text">Text as entered; null or blank: any.</param>
/// <param name="PerformanceId">Null: any.</param>
/// <param name="Status">Null: any.</param>
/// <param name="IsHeldBack">Only pending reservations whose confirmation mail is held back.</param>
public sealed record ReservationSearch(string? Text, int? PerformanceId, ReservationStatus? Status, bool IsHeldBack = false)
{
    /// <summary>Code for <see cref="IsHeldBack"/> in the place of a status.</summary>
    public const string HeldBackCode = "heldback";


    /// <summary>Maximum number of search words; more find nothing. Each adds a condition, and databases limit the depth of expressions.</summary>
    private const int MaxWords = 100;

    /// <summary>Applies the criteria to all reservations.</summary>
    public IQueryable<Reservation> Apply(BookingDbContext db) => Apply(IsHeldBack ? db.HeldBack() : db.Reservations);

    /// <summary>Applies the criteria to a query.</summary>
    public IQueryable<Reservation> Apply(IQueryable<Reservation> found)
    {
        if (PerformanceId is { } performanceId)
        {
            found = found.Where(r => r.PerformanceId == performanceId);
        }

        if (Status is { } status)
        {
            found = found.Where(r => r.Status == status);
        }

        return string.IsNullOrWhiteSpace(Text) ? found : ByText(found);
    }

    /// <summary>Returns the performances that the criteria are about, for the figures beside the found reservations.</summary>
    /// <returns>The chosen performance; else those of the found reservations; without criteria all, including those without reservations.</returns>
    public IQueryable<Performance> ApplyToPerformances(BookingDbContext db)
    {
        if (PerformanceId is { } performanceId)
        {
            return db.Performances.Where(p => p.Id == performanceId);
        }

        if (string.IsNullOrWhiteSpace(Text) && Status is null && !IsHeldBack)
        {
            return db.Performances;
        }

        var found = Apply(db);
        return db.Performances.Where(p => found.Any(r => r.PerformanceId == p.Id));
    }

    /// <summary>Parses the code of a status in an address or form; null when it is none, which means any status.</summary>
    public static ReservationStatus? ParseStatus(string? code) => Enum.GetValues<ReservationStatus>()
        .Where(status => string.Equals(CodeOf(status), code, StringComparison.OrdinalIgnoreCase))
        .Cast<ReservationStatus?>().FirstOrDefault();

    /// <summary>Returns the code of a status for addresses and forms: its name in lower case.</summary>
    public static string CodeOf(ReservationStatus status) => status.ToString().ToLowerInvariant();

    private IQueryable<Reservation> ByText(IQueryable<Reservation> found)
    {
        var words = SearchText.Words(Text).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count is 0 or > MaxWords)
        {
            // A text of punctuation only has no words, and must not match everything.
            return found.Where(r => false);
        }

        var reference = Reference.Read(Text) ?? "";
        return words.Aggregate(found, (query, word) => query.Where(r => r.Reference == reference || r.SearchKey.Contains(word)));
    }
}
