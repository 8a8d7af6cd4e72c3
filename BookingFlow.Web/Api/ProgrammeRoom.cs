using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>A room, as other websites show it.</summary>
public sealed record ProgrammeRoom
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    [Description("How to get there, in one or more lines; null if not given.")]
    public required string? Directions { get; init; }

    [Description("Address of a map; null if not given.")]
    public required Uri? Map { get; init; }

    [Description("Whether a way into the room has no steps, as far as the venue has said so.")]
    public required bool StepFreeAccess { get; init; }

    [Description("Whether the room has an induction loop, as far as the venue has said so.")]
    public required bool InductionLoop { get; init; }
}
