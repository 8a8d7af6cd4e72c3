using System.Linq.Expressions;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>A performance in a list. Seats left come from the stored <c>ConfirmedSeats</c>, not from a sum over reservations.</summary>
public sealed record PerformanceListing
{
    public required int Id { get; init; }

    public required int ShowId { get; init; }

    public required string ShowSlug { get; init; }

    public required string ShowTitle { get; init; }

    public required string ShowSummary { get; init; }

    public required int RoomId { get; init; }

    public required string RoomName { get; init; }

    public required DateTime StartsAt { get; init; }

    /// <summary>Maximum party size of this performance; null for the venue's.</summary>
    public required int? MaxPartySize { get; init; }

    public required Capacity Capacity { get; init; }

    public int SeatsLeft => Capacity.SeatsLeft;

    /// <inheritdoc cref="Performance.WaitingPeople"/>
    public required int WaitingPeople { get; init; }

    /// <inheritdoc cref="Performance.CurtainReleaseMinutes"/>
    public required int? CurtainReleaseMinutes { get; init; }

    /// <summary>When seats that are not claimed are given to others; UTC; null if they never are.</summary>
    public DateTime? CurtainReleaseAt => CurtainRelease.At(StartsAt, CurtainReleaseMinutes);

    /// <inheritdoc cref="Performance.OnePerAddress"/>
    public bool OnePerAddress { get; init; }

    /// <inheritdoc cref="Performance.CheckInOpensMinutesBefore"/>
    public required int? CheckInOpensMinutesBefore { get; init; }

    public required bool BookingEnabled { get; init; }

    public required DateTime? BookingOpensAt { get; init; }

    public required DateTime? BookingClosesAt { get; init; }

    public required DateTime? CancelledAt { get; init; }

    /// <summary>Whether a way into the room has no steps.</summary>
    public required bool StepFreeAccess { get; init; }

    /// <summary>Whether the room has an induction loop.</summary>
    public required bool InductionLoop { get; init; }

    /// <summary>The EF Core projection from <see cref="Performance"/>.</summary>
    public static Expression<Func<Performance, PerformanceListing>> Projection { get; } = p => new PerformanceListing
    {
        Id = p.Id,
        ShowId = p.ShowId,
        ShowSlug = p.Show.Slug,
        ShowTitle = p.Show.Title,
        ShowSummary = p.Show.Summary,
        RoomId = p.RoomId,
        RoomName = p.Room.Name,
        StartsAt = p.StartsAt,
        MaxPartySize = p.MaxPartySize,
        Capacity = p.Capacity,
        WaitingPeople = p.WaitingPeople,
        CurtainReleaseMinutes = p.CurtainReleaseMinutes,
        OnePerAddress = p.OnePerAddress,
        CheckInOpensMinutesBefore = p.CheckInOpensMinutesBefore,
        BookingEnabled = p.BookingEnabled,
        BookingOpensAt = p.BookingOpensAt,
        BookingClosesAt = p.BookingClosesAt,
        CancelledAt = p.CancelledAt,
        StepFreeAccess = p.Room.StepFreeAccess,
        InductionLoop = p.Room.InductionLoop,
    };

    public BookingClosedReason? GetClosedReason(DateTime now) =>
        BookingState.GetClosedReason(now, StartsAt, BookingEnabled, BookingOpensAt, BookingClosesAt, CancelledAt);

    /// <summary>The key in the address of its form, if it was reached by a link; null for a listed one.</summary>
    public string? Invitation { get; init; }

    public PerformanceFacts Facts => new(Id, ShowSlug, ShowTitle, RoomName, StartsAt)
    {
        IsListed = Invitation is null,
        ShowIsListed = Invitation is null,
    };

    /// <summary>Whether visitors can join the waiting list now, if there are too few seats.</summary>
    /// <param name="now">UTC.</param>
    public bool HasOpenWaitingList(BookingRules rules, DateTime now) => WaitingListRules.IsOpen(GetClosedReason(now), StartsAt, rules, now);

    /// <summary>Whether visitors can reserve a wheelchair place now: booking is open, and one is left.</summary>
    /// <param name="now">UTC.</param>
    public bool HasWheelchairPlace(DateTime now) => GetClosedReason(now) is null
        && Capacity.AccessPlacesLeft.Wheelchair > 0 && Capacity.SeatsLeftFor(new(Wheelchair: 1, Companion: 0)) > 0;

    /// <summary>Whether visitors can reserve now: booking is open and seats are left.</summary>
    /// <param name="now">UTC.</param>
    public bool IsBookable(DateTime now) => GetClosedReason(now) is null && SeatsLeft > 0;
}
