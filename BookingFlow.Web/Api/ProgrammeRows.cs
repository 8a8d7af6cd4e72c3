using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Api;

/// <summary>A page of performances with their shows and rooms, as they are stored.</summary>
/// <param name="HasMore">Whether there is a next page. There is no total, because counting would read every performance.</param>
public sealed record ProgrammeRows(
    IReadOnlyList<PerformanceListing> Performances, IReadOnlyList<ProgrammeShowRow> Shows, IReadOnlyList<Room> Rooms, bool HasMore);
