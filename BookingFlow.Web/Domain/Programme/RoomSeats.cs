using System.Globalization;

namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated new capacity of a room, and the reason for the change.</summary>
/// <param name="Capacity">0 to <see cref="Limits.RoomCapacity"/>.</param>
public sealed record RoomSeats(int Capacity, string Reason)
{
    /// <inheritdoc cref="ValidRoom.Check"/>
    public static Result<RoomSeats> Check(string? capacity, string? reason)
    {
        (capacity, reason) = (FieldChecks.Normalize(capacity), FieldChecks.Normalize(reason));
        InvalidField?[] found =
        [
            ValidRoom.WrongCapacity(capacity),
            FieldChecks.Reason(reason),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new RoomSeats(int.Parse(capacity!, CultureInfo.InvariantCulture), reason!);
    }
}
