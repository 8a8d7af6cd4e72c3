namespace BookingFlow.Web.Domain.Programme;

/// <summary>Validated input for the additional and manually occupied seats of a performance, and the reason for the change.</summary>
public sealed record ValidSeats
{
    private ValidSeats(int additional, int occupied, AccessPlaces places, int? releaseHours, string reason) =>
        (Additional, ManuallyOccupied, AccessPlaces, AccessReleaseHours, Reason) = (additional, occupied, places, releaseHours, reason);

    public int Additional { get; }

    public int ManuallyOccupied { get; }

    public AccessPlaces AccessPlaces { get; }

    /// <summary>Null if it was not entered.</summary>
    public int? AccessReleaseHours { get; }

    public string Reason { get; }

    /// <summary>Validates the input and returns all problems at once.</summary>
    /// <param name="room">Capacity of the room; occupied seats cannot exceed it plus the additional seats.</param>
    /// <param name="wheelchair">Wheelchair places; empty for 0. With the companion places, they cannot exceed the seats.</param>
    /// <param name="companion">Companion places; empty for 0.</param>
    /// <param name="releaseHours">Hours before the start; may be empty.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<ValidSeats> Check(
        string? additional, string? occupied, string? reason, int room, string? wheelchair = null, string? companion = null,
        string? releaseHours = null)
    {
        (additional, occupied, reason) = (FieldChecks.Normalize(additional), FieldChecks.Normalize(occupied), FieldChecks.Normalize(reason));
        (wheelchair, companion, releaseHours) =
            (FieldChecks.Normalize(wheelchair), FieldChecks.Normalize(companion), FieldChecks.Normalize(releaseHours));
        var wrongAdditional = FieldChecks.Required(FormField.AdditionalSeats, additional)
            ?? FieldChecks.Number(FormField.AdditionalSeats, additional, Limits.RoomCapacity);
        var most = room + (wrongAdditional is null ? FieldChecks.ReadNumber(additional)!.Value : Limits.RoomCapacity);
        var wrongOccupied = FieldChecks.Required(FormField.OccupiedSeats, occupied) ?? FieldChecks.Number(FormField.OccupiedSeats, occupied, most);
        InvalidField?[] found =
        [
            wrongAdditional,
            wrongOccupied,
            .. RoomAccess.CheckPlaces(wheelchair, companion, most - (wrongOccupied is null ? FieldChecks.ReadNumber(occupied)!.Value : 0)),
            FieldChecks.Number(FormField.AccessReleaseHours, releaseHours, Limits.AccessReleaseHours),
            FieldChecks.Reason(reason),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0
            ? Failure.InvalidInput(wrong)
            : new ValidSeats(
                FieldChecks.ReadNumber(additional)!.Value, FieldChecks.ReadNumber(occupied)!.Value,
                new(FieldChecks.ReadNumber(wheelchair) ?? 0, FieldChecks.ReadNumber(companion) ?? 0), FieldChecks.ReadNumber(releaseHours), reason!);
    }
}
