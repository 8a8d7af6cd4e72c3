using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookingFlow.Web.Domain;

namespace BookingFlow.Web.Booking;

/// <summary>What came of one line of the ticked list.</summary>
/// <param name="Line">As it was typed.</param>
public sealed record ListedArrival(string Line, Result<AdmittedParty> Result);

/// <summary>
/// The network was gone, and the door worked on paper: afterwards the ticked references are typed in, one a line, with
/// the number of people behind it where it was not the whole party. Each line is a check-in of its own, so a conflict in
/// one keeps no other from being written down.
/// </summary>
public sealed class CheckInByList(CheckInParty checkIn)
{
    /// <summary>Lines in one submission: more than any door ticks in an evening.</summary>
    public const int MostLines = 1000;

    /// <param name="form">The hidden id of the form: sent twice, it is answered twice and checks in once.</param>
    /// <param name="list">As it was typed.</param>
    /// <returns>What came of each line, in their order; or InvalidInput: no line at all, or more than <see cref="MostLines"/>.</returns>
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
        foreach (var line in lines)
        {
            arrivals.Add(new ListedArrival(line, await WriteDownLineAsync(line, steward, form, cancellationToken)));
        }

        return arrivals;
    }

    private async Task<Result<AdmittedParty>> WriteDownLineAsync(string line, Steward steward, Guid form, CancellationToken cancellationToken)
    {
        var (text, people) = Split(line);
        if (Reference.Read(text) is not { } reference)
        {
            return new Failure(FailureKind.TicketInvalid);
        }

        var request = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{form} {reference}")).AsSpan(0, 16));
        return await checkIn.AdmitAsync(reference, steward, new Admission(request, people, Afterwards: true), cancellationToken);
    }

    // "K7QF-2M 3": a reference, and how many of the party came. A reference may itself be written with a space.
    private static (string Reference, int? People) Split(string line)
    {
        var cut = line.LastIndexOf(' ');
        return cut > 0 && int.TryParse(line.AsSpan(cut), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var people) && Reference.Read(line[..cut]) is not null
            ? (line[..cut], people)
            : (line, null);
    }
}
