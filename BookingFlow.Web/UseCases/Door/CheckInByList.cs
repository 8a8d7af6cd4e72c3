using System.Globalization;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Records the check-ins that were made with a paper list while the network was down.</summary>
/// <remarks>
/// One reference a line, followed by the number of people if it was not the whole party. Each line is a separate check-in, so a failure in
/// one does not affect the others. The second occurrence of a reference fails with AlreadyCheckedIn.
/// </remarks>
public sealed class CheckInByList(CheckInParty checkIn)
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
        var lines = (list ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
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
            var (reference, people) = Read(line);
            arrivals.Add(new ListedArrival(line, reference is null
                ? new Failure(FailureKind.TicketInvalid)
                : await checkIn.AdmitAsync(
                    reference, steward, new Admission(RequestFor(reference), people, RecordedLater: true), cancellationToken)));
        }

        return arrivals;

        // Derived ids are the same when the form is submitted again, so that CheckInParty recognizes each line as a repetition.
        Guid RequestFor(string reference)
        {
            occurrences[reference] = occurrences.GetValueOrDefault(reference) + 1;
            return SubmissionId.Of(form.ToString(), reference, occurrences[reference].ToString(CultureInfo.InvariantCulture));
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
}
