using System.Globalization;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Records the check-ins that were made with a paper list while the network was down.</summary>
/// <remarks>
/// One reference a line, or the scanned code of a ticket, followed by the number of people if it was not the whole party. Each line is a separate
/// check-in, so a failure in one does not affect the others. The second occurrence of a reference fails with AlreadyCheckedIn.
/// </remarks>
public sealed class CheckInByList(CheckInParty checkIn, IDbContextFactory<BookingDbContext> contexts, PublicLinks links)
{
    private static readonly char[] Separators = [' ', '\t', ',', ';', ':'];

    /// <summary>Maximum lines in one submission: more than one door checks in at a performance.</summary>
    public const int MaxLines = 1000;

    /// <param name="list">As submitted.</param>
    /// <param name="form">Hidden id of the form, so that a repeated submission gets the same answers and checks in once.</param>
    /// <returns>
    /// The result of each line, in their order; or InvalidInput: no line, or more than <see cref="MaxLines"/>. A line fails as
    /// <see cref="CheckInParty"/> does. Five people for a party of four is a failure and not reduced to four: the wrong party may be ticked.
    /// </returns>
    public async Task<Result<IReadOnlyList<ListedArrival>>> RecordListAsync(
        string? list, Steward steward, Guid form, CancellationToken cancellationToken)
    {
        var lines = (FieldChecks.Normalize(list) ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length is 0 or > MaxLines)
        {
            return Failure.InvalidInput(lines.Length == 0
                ? new InvalidField(FormField.References, FieldProblem.Missing)
                : new InvalidField(FormField.References, FieldProblem.TooLarge, MaxLines));
        }

        var arrivals = new List<ListedArrival>();
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            arrivals.Add(new ListedArrival(line, await AdmitAsync(line)));
        }

        return arrivals;

        async Task<Result<AdmittedParty>> AdmitAsync(string line)
        {
            if (Read(PastedText.CleanLine(line)) is (not null and var reference, var people))
            {
                return await checkIn.AdmitAsync(reference, steward, AdmissionOf(reference, people), cancellationToken);
            }

            var (code, present) = await ReadCodeAsync(line, cancellationToken);
            return code is { } token
                ? await checkIn.AdmitAsync(token, steward, AdmissionOf(token.Text, present), cancellationToken)
                : new Failure(FailureKind.TicketInvalid);
        }

        // Derived ids are the same when the form is submitted again, so that CheckInParty recognizes each line as a repetition.
        Admission AdmissionOf(string party, int? people)
        {
            occurrences[party] = occurrences.GetValueOrDefault(party) + 1;
            var request = SubmissionId.Of(form.ToString(), party, occurrences[party].ToString(CultureInfo.InvariantCulture));
            return new Admission(request, people, RecordedLater: true);
        }
    }

    // "K7QF-2M 3": a reference and the number of people. The reference itself may contain a space.
    private static (string? Reference, int? People) Read(string line)
    {
        var cut = line.LastIndexOfAny(Separators);
        return cut > 0 && Reference.Read(line[..cut].TrimEnd(Separators)) is { } reference
            && int.TryParse(line.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var people)
                ? (reference, people)
                : (Reference.Read(line), null);
    }

    // A scanned code contains no white space, but on some keyboards the other separators.
    private async Task<(Token? Code, int? People)> ReadCodeAsync(string line, CancellationToken cancellationToken)
    {
        var (code, people) = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var first, var last]
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? (first, count) : (line, (int?)null);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return ((await db.FindStoredAsync(ScannedCode.Read(code, links), cancellationToken))?.Token, people);
    }
}
