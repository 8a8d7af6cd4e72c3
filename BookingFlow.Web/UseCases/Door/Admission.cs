using System.Globalization;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>What exactly a steward asks for.</summary>
/// <param name="Request">The hidden id of the form that was rendered: a retry is not a duplicate guest.</param>
/// <param name="People">How many are here; null: the whole party, or all of its rest.</param>
/// <param name="IsRest">Whether it is the rest of a party, or some of it, of which others are inside already.</param>
/// <param name="Afterwards">Whether it is written down later what happened on paper: then the doors may be closed.</param>
public sealed record Admission(Guid Request, int? People = null, bool IsRest = false, bool Afterwards = false)
{
    /// <param name="people">How many are here, as it was typed; nothing: all.</param>
    /// <returns>What is asked for, or InvalidInput: no whole number. Whether the party has so many is asked under the lock.</returns>
    public static Result<Admission> Read(Guid request, string? people, bool isRest)
    {
        var typed = FieldChecks.Tidy(people);
        if (typed is null)
        {
            return new Admission(request, IsRest: isRest);
        }

        // A number beyond every range is still a number, and is told by how many the party has.
        return long.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new Admission(request, (int)Math.Clamp(count, int.MinValue, int.MaxValue), isRest)
            : Failure.InvalidInput(new InvalidField(FormField.People, FieldProblem.NotANumber));
    }
}
