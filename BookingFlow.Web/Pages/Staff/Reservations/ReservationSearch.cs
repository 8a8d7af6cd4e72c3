using System.Linq.Expressions;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

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

/// <summary>Somebody who types a whole reference means that one.</summary>
public static class ReferenceQueries
{
    /// <summary>Whose it is; null: nobody's, or what was typed is none. A name that looks like one is one only if somebody has it.</summary>
    public static async Task<int?> IdOfReferenceAsync(this BookingDbContext db, string? typed, CancellationToken cancellationToken) =>
        Reference.Read(typed) is { } reference
            ? await db.Reservations.Where(r => r.Reference == reference).Select(r => (int?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
}

/// <summary>The two orders in which reservations are shown; each gives every one a place of its own.</summary>
public static class ReservationOrders
{
    public static IQueryable<Reservation> NewestFirst(this IQueryable<Reservation> found) =>
        found.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id);

    /// <summary>Performance by performance, then by the folded name, so that case and accents do not matter.</summary>
    public static IQueryable<Reservation> ByName(this IQueryable<Reservation> found) =>
        found.OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.PerformanceId).ThenBy(r => r.SearchKey).ThenBy(r => r.Id);
}

/// <summary>A reservation as a line of a list shows it.</summary>
public sealed record ReservationLine(
    int Id, string Reference, string Name, int PartySize, ReservationStatus Status, DateTime CreatedAt, string? Notes, PerformanceFacts Performance)
{
    /// <summary>What the database projects.</summary>
    public static Expression<Func<Reservation, ReservationLine>> Of { get; } = r => new ReservationLine(
        r.Id, r.Reference, r.Name, r.PartySize, r.Status, r.CreatedAt, r.Notes,
        new PerformanceFacts(r.PerformanceId, r.Performance.Show.Slug, r.Performance.Show.Title, r.Performance.Room.Name, r.Performance.StartsAt));
}
