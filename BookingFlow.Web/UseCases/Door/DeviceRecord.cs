using BookingFlow.Web.Telemetry;

namespace BookingFlow.Web.UseCases.Door;

/// <summary>Validated record of a device at the door. Exactly one of code, reservation and reference is set.</summary>
public sealed record DeviceRecord
{
    /// <summary>Longest difference of two clocks that is believed: longer than a clock can be off that starts at 1970.</summary>
    private const double MaxOffsetMs = 200d * 365 * 24 * 3600 * 1000;

    private DeviceRecord()
    {
    }

    public required Guid Id { get; init; }

    public string? Code { get; init; }

    public int? ReservationId { get; init; }

    /// <summary>Canonical.</summary>
    public string? Reference { get; init; }

    /// <summary>1 or more; null for all.</summary>
    public int? People { get; init; }

    public bool IsRemainder { get; init; }

    /// <summary>By the device's clock; UTC.</summary>
    public required DateTime At { get; init; }

    /// <inheritdoc cref="DeviceClock.ToServerTime"/>
    public TimeSpan Offset { get; init; }

    public string? Door { get; init; }

    /// <summary>Whether the device has let the party in.</summary>
    public bool IsAdmitted { get; init; }

    /// <summary>The refusal that the device has told the party; null if it has not refused it.</summary>
    public ScanOutcome? Refusal { get; init; }

    /// <summary>Validates a record.</summary>
    /// <returns>Null if it is malformed.</returns>
    public static DeviceRecord? Read(DeviceRecordInput? input)
    {
        if (!Guid.TryParse(input?.Id, out var id) || input.At is not { } at || input.People is < 1 or > Limits.PartySize)
        {
            return null;
        }

        var reference = Domain.Reservations.Reference.Read(input.Reference);
        var refusal = RefusalOf(input.Outcome);
        if (new object?[] { input.Code, input.Party, input.Reference }.Count(key => key is not null) != 1
            || (input.Reference is not null && reference is null)
            || input.Decided is not (null or "admitted" or "refused")
            || (input.Decided == "refused" && refusal is null))
        {
            return null;
        }

        var door = FieldChecks.NormalizeLine(input.Door);
        return new DeviceRecord
        {
            Id = id,
            Code = input.Code,
            ReservationId = input.Party,
            Reference = reference,
            People = input.People,
            IsRemainder = input.Remainder,
            At = at.UtcDateTime,
            Offset = TimeSpan.FromMilliseconds(Math.Clamp(input.OffsetMs ?? 0, -MaxOffsetMs, MaxOffsetMs)),
            Door = FieldChecks.Text(FormField.DoorName, door, Limits.DoorName) is null ? door : null,
            IsAdmitted = input.Decided == "admitted",
            Refusal = input.Decided == "refused" ? refusal : null,
        };
    }

    private static ScanOutcome? RefusalOf(string? code) => Enum.GetValues<ScanOutcome>()
        .Where(ScanEvent.IsRefusal)
        .Select(outcome => (ScanOutcome?)outcome)
        .FirstOrDefault(outcome => string.Equals(SnakeCase.Of(outcome!.Value), code, StringComparison.Ordinal));
}
