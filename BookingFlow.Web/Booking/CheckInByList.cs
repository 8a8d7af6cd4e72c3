using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Booking;

/// <summary>What came of one line of the ticked list.</summary>
/// <param name="Line">As it was typed.</param>
public sealed record ListedArrival(string Line, Result<AdmittedParty> Result);

/// <summary>
/// The network was gone, and the door worked on paper: afterwards the ticked references are typed in, one a line, with
/// the number of people behind it where it was not the whole party. Each line is a check-in of its own, so a conflict in
/// one keeps no other from being written down. A reference that stands there twice is let in once and told the second time.
/// </summary>
public sealed class CheckInByList(IDbContextFactory<BookingDbContext> contexts, CheckInParty checkIn)
{
    private static readonly char[] Between = [' ', '\t', ',', ';', ':'];

    /// <summary>Lines in one submission: more than any door ticks in an evening.</summary>
    public const int MostLines = 1000;

    /// <param name="list">As it was typed.</param>
    /// <param name="form">The hidden id of the form: sent twice, it is answered twice and checks in once.</param>
    /// <returns>
    /// What came of each line, in their order; or InvalidInput: no line at all, or more than <see cref="MostLines"/>. A line is
    /// refused as <see cref="CheckInParty"/> refuses, or with InvalidInput where it says nobody or more than the party has.
    /// </returns>
    public async Task<Result<IReadOnlyList<ListedArrival>>> WriteDownAsync(string? list, Steward steward, Guid form, CancellationToken cancellationToken)
    {
        var lines = (list ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length is 0 or > MostLines)
        {
            return Failure.InvalidInput(lines.Length == 0
                ? new InvalidField(FormField.References, FieldProblem.Missing)
                : new InvalidField(FormField.References, FieldProblem.TooLarge, MostLines));
        }

        var arrivals = new List<ListedArrival>();
        var told = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (reference, people) = Read(line);
            arrivals.Add(new ListedArrival(line, reference is null
                ? new Failure(FailureKind.TicketInvalid)
                : await WriteDownAsync(reference, people, steward, RequestFor(reference), cancellationToken)));
        }

        return arrivals;

        // The same form sent again asks the same things again, and each is answered as the first time.
        Guid RequestFor(string reference)
        {
            told[reference] = told.GetValueOrDefault(reference) + 1;
            return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{form} {reference} {told[reference]}"))).AsSpan(0, 16));
        }
    }

    private async Task<Result<AdmittedParty>> WriteDownAsync(string reference, int? people, Steward steward, Guid request, CancellationToken cancellationToken) =>
        people is { } some && await WhyNotSoManyAsync(reference, some, steward, cancellationToken) is { } tooMany
            ? tooMany
            : await checkIn.AdmitAsync(reference, steward, new Admission(request, people, Afterwards: true), cancellationToken);

    // Whoever ticks five of a party of four has ticked the wrong party, or let a stranger in: told, and not made four.
    private async Task<Failure?> WhyNotSoManyAsync(string reference, int people, Steward steward, CancellationToken cancellationToken)
    {
        if (people < 1)
        {
            return Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.NotPositive));
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var expected = await db.Reservations
            .Where(r => r.Reference == reference && r.Status == ReservationStatus.Confirmed && (steward.DoorOf == null || r.PerformanceId == steward.DoorOf)
                && !db.CheckIns.Any(c => c.ReservationId == r.Id))
            .Select(r => (int?)r.PartySize)
            .SingleOrDefaultAsync(cancellationToken);
        return people > expected ? Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.TooMany, expected)) : null;
    }

    // "K7QF-2M 3": a reference, and how many of the party came. A reference may itself be written with a space.
    private static (string? Reference, int? People) Read(string line)
    {
        var cut = line.LastIndexOfAny(Between);
        return cut > 0 && Reference.Read(line[..cut].TrimEnd(Between)) is { } reference
            && int.TryParse(line.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var people)
                ? (reference, people)
                : (Reference.Read(line), null);
    }
}
