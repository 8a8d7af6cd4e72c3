using System.Linq.Expressions;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>One performance as the lists show it: only the columns that are shown, seats left from the recounted column.</summary>
public sealed record PerformanceListing
{
    public required int Id { get; init; }

    public required string ShowSlug { get; init; }

    public required string ShowTitle { get; init; }

    public required string ShowSummary { get; init; }

    public required string RoomName { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>The performance's own limit of a party; null: the house's.</summary>
    public required int? MaxPartySize { get; init; }

    public required Capacity Capacity { get; init; }

    public int SeatsLeft => Capacity.SeatsLeft;

    public required bool BookingEnabled { get; init; }

    public required DateTime? BookingOpensAt { get; init; }

    public required DateTime? BookingClosesAt { get; init; }

    public required DateTime? CancelledAt { get; init; }

    /// <summary>What the database projects.</summary>
    public static Expression<Func<Performance, PerformanceListing>> Of { get; } = p => new PerformanceListing
    {
        Id = p.Id,
        ShowSlug = p.Show.Slug,
        ShowTitle = p.Show.Title,
        ShowSummary = p.Show.Summary,
        RoomName = p.Room.Name,
        StartsAt = p.StartsAt,
        MaxPartySize = p.MaxPartySize,
        Capacity = p.Capacity,
        BookingEnabled = p.BookingEnabled,
        BookingOpensAt = p.BookingOpensAt,
        BookingClosesAt = p.BookingClosesAt,
        CancelledAt = p.CancelledAt,
    };

    public BookingClosedReason? WhyClosed(DateTime now) =>
        BookingState.WhyClosed(now, StartsAt, BookingEnabled, BookingOpensAt, BookingClosesAt, CancelledAt);

    public PerformanceFacts Facts => new(Id, ShowSlug, ShowTitle, RoomName, StartsAt);

    /// <summary>Whether a visitor can reserve here now.</summary>
    public bool IsBookable(DateTime now) => WhyClosed(now) is null && SeatsLeft > 0;
}
