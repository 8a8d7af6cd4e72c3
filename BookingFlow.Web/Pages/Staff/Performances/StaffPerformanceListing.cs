using System.Linq.Expressions;

namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A performance in the staff's list, including private and unpublished ones. Times are UTC.</summary>
public sealed record StaffPerformanceListing(
    int Id, string ShowTitle, string ShowSlug, bool ShowIsPublished, string RoomName, DateTime StartsAt, bool IsPublic, bool BookingEnabled,
    DateTime? BookingOpensAt, DateTime? BookingClosesAt, DateTime? CancelledAt, Capacity Capacity)
{
    public static Expression<Func<Performance, StaffPerformanceListing>> Projection { get; } = p => new StaffPerformanceListing(
        p.Id, p.Show.Title, p.Show.Slug, p.Show.IsPublished, p.Room.Name, p.StartsAt, p.IsPublic, p.BookingEnabled,
        p.BookingOpensAt, p.BookingClosesAt, p.CancelledAt,
        p.Capacity)
    { ShowHasLink = p.Show.Invitation != null, HasLink = p.Invitation != null };

    /// <summary>Whether the show has a link, for those who can not find it.</summary>
    public bool ShowHasLink { get; init; }

    /// <summary>Whether it has a link of its own.</summary>
    public bool HasLink { get; init; }

    /// <summary>Returns the most important state of the performance at a time.</summary>
    public PerformanceState StateAt(DateTime now) =>
        BookingState.GetClosedReason(now, StartsAt, BookingEnabled, BookingOpensAt, BookingClosesAt, CancelledAt) switch
        {
            BookingClosedReason.Cancelled => PerformanceState.Cancelled,
            BookingClosedReason.Over when now >= StartsAt => PerformanceState.Over,
            _ when !ShowIsPublished && !ShowHasLink => PerformanceState.NotPublished,
            _ when !IsPublic && !HasLink => PerformanceState.Private,
            _ when !IsPublic || !ShowIsPublished => PerformanceState.ByLink,
            BookingClosedReason.Over => PerformanceState.BookingOver,
            BookingClosedReason.Disabled => PerformanceState.BookingOff,
            BookingClosedReason.NotYetOpen => PerformanceState.NotYetOpen,
            _ => Capacity.SeatsLeft <= 0 ? PerformanceState.SoldOut : PerformanceState.Open,
        };
}
