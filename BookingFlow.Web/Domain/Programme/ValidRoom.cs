using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>A room as it is entered, checked and tidied.</summary>
/// <param name="Capacity">0 to <see cref="Limits.RoomCapacity"/>.</param>
public sealed record ValidRoom(string Name, int Capacity)
{
    /// <summary>Checks what was typed and tells everything that is wrong at once.</summary>
    public static Result<ValidRoom> Check(string? name, string? capacity)
    {
        (name, capacity) = (FieldChecks.Tidy(name), FieldChecks.Tidy(capacity));
        var wrong = new[] { WrongName(name), WrongCapacity(capacity) }.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidRoom(name!, int.Parse(capacity!, CultureInfo.InvariantCulture));
    }

    /// <summary>The name alone, for a room that gets another.</summary>
    public static Result<string> CheckName(string? name)
    {
        name = FieldChecks.Tidy(name);
        return WrongName(name) is { } wrong ? Failure.InvalidInput(wrong) : name!;
    }

    internal static InvalidField? WrongCapacity(string? capacity) =>
        FieldChecks.Required(FormField.Capacity, capacity) ?? FieldChecks.Number(FormField.Capacity, capacity, Limits.RoomCapacity);

    private static InvalidField? WrongName(string? name) =>
        FieldChecks.Required(FormField.RoomName, name) ?? FieldChecks.Text(FormField.RoomName, name, Limits.Name);
}
