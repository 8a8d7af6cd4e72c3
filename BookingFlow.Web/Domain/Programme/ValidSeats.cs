namespace BookingFlow.Web.Domain.Programme;

/// <summary>What the house adds to and takes from a room's seats for one performance, and why; checked.</summary>
public sealed record ValidSeats
{
    private ValidSeats(int additional, int occupied, string reason) => (Additional, ManuallyOccupied, Reason) = (additional, occupied, reason);

    public int Additional { get; }

    public int ManuallyOccupied { get; }

    public string Reason { get; }

    /// <summary>Checks what was typed and tells everything that is wrong at once.</summary>
    /// <param name="room">The seats of the room: no more can be occupied than there are.</param>
    public static Result<ValidSeats> Check(string? additional, string? occupied, string? reason, int room)
    {
        (additional, occupied, reason) = (FieldChecks.Tidy(additional), FieldChecks.Tidy(occupied), FieldChecks.Tidy(reason));
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
