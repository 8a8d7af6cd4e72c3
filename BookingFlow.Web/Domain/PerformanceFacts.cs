namespace BookingFlow.Web.Domain;

/// <summary>What a page or mail shows of a performance: show, room and start.</summary>
/// <param name="StartsAt">UTC.</param>
public sealed record PerformanceFacts(int PerformanceId, string ShowSlug, string ShowTitle, string RoomName, DateTime StartsAt)
{
    /// <summary>Directions to the room; null if none are entered or not needed here.</summary>
    public Directions? Directions { get; init; }

    /// <inheritdoc cref="Room.StepFreeAccess"/>
    public bool StepFreeAccess { get; init; }

    /// <inheritdoc cref="Room.InductionLoop"/>
    public bool InductionLoop { get; init; }

    /// <inheritdoc cref="Performance.CheckInOpensMinutesBefore"/>
    public int? CheckInOpensMinutesBefore { get; init; }

    /// <inheritdoc cref="Show.IsFree"/>
    public bool IsFree { get; init; }

    /// <inheritdoc cref="Performance.ScheduleVersion"/>
    public int ScheduleVersion { get; init; }

    /// <inheritdoc cref="Show.Note"/>
    public string? Note { get; init; }

    /// <summary>Whether visitors can open its form without a link of their own. Otherwise pages and mails do not link to the form.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whether the show's page is public. Otherwise pages and mails do not link to it.</summary>
    public bool ShowIsListed { get; init; } = true;
}
