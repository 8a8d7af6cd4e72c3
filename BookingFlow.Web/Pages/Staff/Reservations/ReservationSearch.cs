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
/// <param name="PerformedFrom">Only performances that start at this time or later; UTC; null: at any time.</param>
public sealed record ReservationSearch(
    string? Text, int? PerformanceId, ReservationStatus? Status, bool IsHeldBack = false, DateTime? PerformedFrom = null)
{
    /// <summary>Code for <see cref="IsHeldBack"/> in the place of a status.</summary>
    public const string HeldBackCode = "heldback";

    /// <summary>Maximum number of search words; more find nothing. Each adds a condition, and databases limit the depth of expressions.</summary>
    private const int MaxWords = 100;

    /// <summary>Whether there is a text to search for.</summary>
    public bool HasText => !string.IsNullOrWhiteSpace(Text);

    /// <summary>Applies the criteria to all reservations.</summary>
    public IQueryable<Reservation> Apply(BookingDbContext db)
    {
        var all = IsHeldBack ? db.HeldBack() : db.Reservations;
        if (PerformedFrom is not { } from)
        {
            return Apply(all);
        }

        // Not by the reservation's own performance: SQLite, which has no statistics, would read all reservations and look up each one's performance.
        var performanceIds = db.Performances.Where(p => p.StartsAt >= from).Select(p => p.Id);
        return Apply(all.Where(r => performanceIds.Contains(r.PerformanceId)));
    }

    /// <summary>Applies all criteria but <see cref="PerformedFrom"/> to a query.</summary>
    public IQueryable<Reservation> Apply(IQueryable<Reservation> found)
    {
        if (PerformanceId is { } performanceId)
        {
            found = found.Where(r => r.PerformanceId == performanceId);
        }

        if (Status is { } status)
        {
            found = PerformanceId is null ? ExceptOthers(found, status) : found.Where(r => r.Status == status);
        }

        return HasText ? ByText(found) : found;
    }

    /// <summary>Returns the performances that the criteria are about, for the figures beside the found reservations.</summary>
    /// <returns>
    /// The chosen performance; else those of the found reservations; without other criteria than a time all, including those without reservations.
    /// </returns>
    public IQueryable<Performance> ApplyToPerformances(BookingDbContext db)
    {
        if (PerformanceId is { } performanceId)
        {
            return db.Performances.Where(p => p.Id == performanceId);
        }

        if (!HasText && Status is null && !IsHeldBack)
        {
            return PerformedFrom is { } from ? db.Performances.Where(p => p.StartsAt >= from) : db.Performances;
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

    // Not an equation: SQLite, which has no statistics, takes it for a rare value, and reads almost all rows of the table one by one through the
    // index of the status, instead of the index that contains what is searched.
    private static IQueryable<Reservation> ExceptOthers(IQueryable<Reservation> found, ReservationStatus status) =>
        Enum.GetValues<ReservationStatus>()
            .Where(other => other != status)
            .Aggregate(found, (query, other) => query.Where(r => r.Status != other));

    private IQueryable<Reservation> ByText(IQueryable<Reservation> found)
    {
        var words = SearchText.Words(Text).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count is 0 or > MaxWords)
        {
            // A text of punctuation only has no words, and must not match everything.
            return found.Where(r => false);
        }

        if (Reference.Read(Text) is not { } reference)
        {
            return words.Aggregate(found, (query, word) => query.Where(r => r.SearchKey.Contains(word)));
        }

        // By the id, because the index that is searched does not contain the reference.
        var referred = found.Where(r => r.Reference == reference).Select(r => r.Id);
        return words.Aggregate(found, (query, word) => query.Where(r => referred.Contains(r.Id) || r.SearchKey.Contains(word)));
    }
}
