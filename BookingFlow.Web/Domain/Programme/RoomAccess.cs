namespace BookingFlow.Web.Domain.Programme;

/// <summary>What a room offers: step-free access, an induction loop, and the access places of new performances.</summary>
public readonly record struct RoomAccess(bool StepFreeAccess, bool InductionLoop, AccessPlaces Places)
{
    /// <summary>Validates the numbers of places and returns all problems at once.</summary>
    /// <param name="wheelchair">As submitted; empty for 0.</param>
    /// <param name="companion">As submitted; empty for 0.</param>
    /// <param name="capacity">Of the room: both numbers together are not larger.</param>
    /// <returns>The validated input, or: InvalidInput.</returns>
    public static Result<RoomAccess> Check(bool stepFreeAccess, bool inductionLoop, string? wheelchair, string? companion, int capacity)
    {
        (wheelchair, companion) = (FieldChecks.Normalize(wheelchair), FieldChecks.Normalize(companion));
        var wrong = CheckPlaces(wheelchair, companion, capacity);
        return wrong.Count > 0
            ? Failure.InvalidInput(wrong)
            : new RoomAccess(
                stepFreeAccess, inductionLoop, new(FieldChecks.ReadNumber(wheelchair) ?? 0, FieldChecks.ReadNumber(companion) ?? 0));
    }

    /// <summary>Validates numbers of places: each 0 or more, both together not more than the seats.</summary>
    /// <param name="wheelchair">Normalized.</param>
    /// <param name="companion">Normalized.</param>
    internal static IReadOnlyList<InvalidField> CheckPlaces(string? wheelchair, string? companion, int seats)
    {
        seats = Math.Max(0, seats);
        var wrongWheelchair = FieldChecks.Number(FormField.WheelchairPlaces, wheelchair, seats);
        var left = seats - (wrongWheelchair is null ? FieldChecks.ReadNumber(wheelchair) ?? 0 : 0);
        return [.. new[] { wrongWheelchair, FieldChecks.Number(FormField.CompanionPlaces, companion, left) }.OfType<InvalidField>()];
    }
}
