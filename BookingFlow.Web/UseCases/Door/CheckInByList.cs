using System.Globalization;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>
/// The network was gone, and the door worked on paper: afterwards the ticked references are typed in, one a line, with
/// the number of people behind it where it was not the whole party. Each line is a check-in of its own, so a conflict in
/// one keeps no other from being written down. A reference that stands there twice is let in once and told the second time.
/// </summary>
public sealed class CheckInByList(CheckInParty checkIn)
{
    private static readonly char[] Between = [' ', '\t', ',', ';', ':'];

    /// <summary>Lines in one submission: more than any door ticks in an evening.</summary>
    public const int MostLines = 1000;

    /// <param name="list">As it was typed.</param>
    /// <param name="form">The hidden id of the form: sent twice, it is answered twice and checks in once.</param>
    /// <returns>
    /// What came of each line, in their order; or InvalidInput: no line at all, or more than <see cref="MostLines"/>. A line is
    /// refused as <see cref="CheckInParty"/> refuses: whoever ticks five of a party of four has ticked the wrong party, or let
    /// a stranger in, and that is told and not made four.
    /// </returns>
    public async Task<Result<IReadOnlyList<ListedArrival>>> WriteDownAsync(
        string? list, Steward steward, Guid form, CancellationToken cancellationToken)
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
                : await checkIn.AdmitAsync(reference, steward, new Admission(RequestFor(reference), people, Afterwards: true), cancellationToken)));
        }

        return arrivals;

        // The same form sent again asks the same things again, and each is answered as the first time.
        Guid RequestFor(string reference)
        {
            told[reference] = told.GetValueOrDefault(reference) + 1;
            return SubmissionId.Of(form.ToString(), reference, told[reference].ToString(CultureInfo.InvariantCulture));
        }
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
