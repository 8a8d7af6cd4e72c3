namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated input for the additional and manually occupied seats of a performance, and the reason for the change.</summary>
public sealed record ValidSeats
{
    private ValidSeats(int additional, int occupied, string reason) => (Additional, ManuallyOccupied, Reason) = (additional, occupied, reason);

    public int Additional { get; }

    public int ManuallyOccupied { get; }

    public string Reason { get; }

    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <param name="room">Capacity of the room; occupied seats cannot exceed it plus the additional seats.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidSeats> Check(string? additional, string? occupied, string? reason, int room)
    {
        (additional, occupied, reason) = (FieldChecks.Normalize(additional), FieldChecks.Normalize(occupied), FieldChecks.Normalize(reason));
        var wrongAdditional = FieldChecks.Required(FormField.AdditionalSeats, additional)
            ?? FieldChecks.Number(FormField.AdditionalSeats, additional, Limits.RoomCapacity);
        var most = room + (wrongAdditional is null ? FieldChecks.ReadNumber(additional)!.Value : Limits.RoomCapacity);
        InvalidField?[] found =
        [
            wrongAdditional,
            FieldChecks.Required(FormField.OccupiedSeats, occupied) ?? FieldChecks.Number(FormField.OccupiedSeats, occupied, most),
            FieldChecks.Reason(reason),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidSeats(FieldChecks.ReadNumber(additional)!.Value, FieldChecks.ReadNumber(occupied)!.Value, reason!);
    }
}
