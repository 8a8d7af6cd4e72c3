using System.Globalization;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>A steward's request to admit a party or part of it.</summary>
/// <param name="Request">Hidden id of the form, so that a repeated submission does not admit twice.</param>
/// <param name="People">How many people to admit; null for all of the party who are still to come.</param>
/// <param name="IsRemainder">Whether the request is for the rest of a party that is partly inside, or some of it.</param>
/// <param name="RecordedLater">Whether a check-in made on paper is recorded; the doors may be closed by then.</param>
public sealed record Admission(Guid Request, int? People = null, bool IsRemainder = false, bool RecordedLater = false)
{
    /// <summary>Whether the request comes from a device that may send it again under another account.</summary>
    public bool IsOfDevice { get; init; }

    /// <summary>Parses the number of people in the form. Its upper limit is checked under the lock.</summary>
    /// <param name="people">How many people to admit, as submitted; empty for all.</param>
    /// <returns>The request, or: InvalidInput (not a whole number).</returns>
    public static Result<Admission> Read(Guid request, string? people, bool isRemainder)
    {
        var typed = FieldChecks.Normalize(people);
        if (typed is null)
        {
            return new Admission(request, IsRemainder: isRemainder);
        }

        // A number outside the range of int is clamped, so that it is reported as too many rather than as not a number.
        return long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new Admission(request, (int)Math.Clamp(count, int.MinValue, int.MaxValue), isRemainder)
            : Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.NotANumber));
    }
}
