using BookingFlow.Web.Data;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>
/// What is looked for at the desk; the list, the file and the paper all find by it. Every word of the text must stand
/// somewhere in the name, the e-mail address or the reference, in any order; a whole reference is found however it is typed.
/// </summary>
/// <param name="Text">As it was typed; null: anybody.</param>
/// <param name="PerformanceId">Null: any.</param>
/// <param name="Status">Null: any.</param>
public sealed record ReservationSearch(string? Text, int? PerformanceId, ReservationStatus? Status)
{
    /// <summary>No name has so many words; a statement with more could be too deep for the database.</summary>
    private const int MostWords = 100;

    public IQueryable<Reservation> In(BookingDbContext db) => In(db.Reservations);

    /// <param name="found">All among which it is looked for.</param>
    public IQueryable<Reservation> In(IQueryable<Reservation> found)
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

    /// <summary>A status by its word in an address or a form; null: none of them, so any.</summary>
    public static ReservationStatus? StatusOf(string? word) => Enum.GetValues<ReservationStatus>()
        .Where(status => string.Equals(WordOf(status), word, StringComparison.OrdinalIgnoreCase))
        .Cast<ReservationStatus?>().FirstOrDefault();

    public static string WordOf(ReservationStatus status) => status.ToString().ToLowerInvariant();

    private IQueryable<Reservation> ByText(IQueryable<Reservation> found)
    {
        var words = SearchText.Words(Text).Distinct(StringComparer.Ordinal).ToList();
        if (words.Count is 0 or > MostWords)
        {
            // Signs alone are in nobody's name.
            return found.Where(r => false);
        }

        var reference = Reference.Read(Text) ?? "";
        return words.Aggregate(found, (left, word) => left.Where(r => r.Reference == reference || r.SearchKey.Contains(word)));
    }
}
