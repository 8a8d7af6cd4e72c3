using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated input for a new room.</summary>
/// <param name="Capacity">0 to <see cref="Limits.RoomCapacity"/>.</param>
public sealed record ValidRoom(string Name, int Capacity)
{
    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidRoom> Check(string? name, string? capacity)
    {
        (name, capacity) = (FieldChecks.Normalize(name), FieldChecks.Normalize(capacity));
        var wrong = new[] { WrongName(name), WrongCapacity(capacity) }.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidRoom(name!, int.Parse(capacity!, CultureInfo.InvariantCulture));
    }

    /// <summary>Validates a new name for a room.</summary>
    /// <returns>The normalized name, or: InvalidInput.</returns>
    public static Result<string> CheckName(string? name)
    {
        name = FieldChecks.Normalize(name);
        return WrongName(name) is { } wrong ? Failure.InvalidInput(wrong) : name!;
    }

    internal static InvalidField? WrongCapacity(string? capacity) =>
        FieldChecks.Required(FormField.Capacity, capacity) ?? FieldChecks.Number(FormField.Capacity, capacity, Limits.RoomCapacity);

    private static InvalidField? WrongName(string? name) =>
        FieldChecks.Required(FormField.RoomName, name) ?? FieldChecks.Text(FormField.RoomName, name, Limits.Name);
}
