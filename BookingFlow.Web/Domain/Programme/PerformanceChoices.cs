namespace BookingFlow.Web.Domain.Programme;

/// <summary>The choices for a performance: ids of all shows and of the rooms in use.</summary>
public sealed record PerformanceChoices(IReadOnlyCollection<int> Shows, IReadOnlyCollection<int> Rooms);
