namespace BookingFlow.Web.Domain.Programme;

/// <summary>What can be chosen for a performance: the ids of shows, and of rooms in use.</summary>
public sealed record PerformanceChoices(IReadOnlyCollection<int> Shows, IReadOnlyCollection<int> Rooms);
