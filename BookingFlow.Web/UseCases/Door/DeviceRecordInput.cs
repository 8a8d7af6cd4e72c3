namespace BookingFlow.Web.UseCases.Door;

/// <summary>What a device at the door has recorded of one party, as submitted. Exactly one of code, party and reference is set.</summary>
public sealed record DeviceRecordInput
{
    /// <summary>The request id: a GUID.</summary>
    public string? Id { get; init; }

    /// <summary>The scanned text.</summary>
    public string? Code { get; init; }

    /// <summary>Id of the reservation.</summary>
    public int? Party { get; init; }

    public string? Reference { get; init; }

    /// <summary>How many people; null for all.</summary>
    public int? People { get; init; }

    /// <summary>Whether the party was partly inside, and the rest of it was let in.</summary>
    public bool Remainder { get; init; }

    /// <summary>When, by the device's clock.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The server's clock less the device's in milliseconds, at their last contact; null if there was none.</summary>
    public double? OffsetMs { get; init; }

    /// <summary>Name of the door.</summary>
    public string? Door { get; init; }

    /// <summary>"admitted" or "refused" if the device has told the party so; null if the party still waits for the answer.</summary>
    public string? Decided { get; init; }

    /// <summary>The refusal that the device has told the party, as a <see cref="ScanOutcome"/> in snake case.</summary>
    public string? Outcome { get; init; }
}
