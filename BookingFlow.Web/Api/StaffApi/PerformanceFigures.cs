using System.ComponentModel;
using BookingFlow.Web.Pages.Staff.Reservations;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>A performance with its figures. All count people or seats.</summary>
public sealed record PerformanceFigures
{
    [Description("Id of the performance, as in /api/v1/performances and in webhooks.")]
    public required int Id { get; init; }

    [Description("Slug of the show.")]
    public required string Show { get; init; }

    public required string Title { get; init; }

    public required string Room { get; init; }

    [Description("Start, with the offset of the venue's time zone on that day.")]
    public required DateTimeOffset StartsAt { get; init; }

    [Description("When it was cancelled; null if it was not.")]
    public required DateTimeOffset? CancelledAt { get; init; }

    [Description("Seats: those of the room and additional ones, without those that are occupied otherwise.")]
    public required int Seats { get; init; }

    [Description("Seats of confirmed reservations.")]
    public required int Confirmed { get; init; }

    [Description("Seats left. Below 0 if staff have removed seats that were confirmed.")]
    public required int SeatsLeft { get; init; }

    [Description("People in pending reservations, which hold no seats.")]
    public required int Pending { get; init; }

    [Description("People who are checked in, walk-ins included.")]
    public required int CheckedIn { get; init; }

    [Description("Requested in reservations, whatever became of them; without walk-ins.")]
    public required int Reserved { get; init; }

    [Description("Confirmed and not checked in; meaningful once the performance is over.")]
    public required int StayedAway { get; init; }

    [Description("Walk-ins: without a reservation.")]
    public required int WalkIns { get; init; }

    [Description("Seats that confirmed parties released before the performance.")]
    public required int Released { get; init; }

    [Description("Joined the waiting list.")]
    public required int Waited { get; init; }

    [Description("Got seats from the waiting list.")]
    public required int WaitedAndSeated { get; init; }

    public static PerformanceFigures Of(ExportedPerformance exported, Venue venue)
    {
        var (performance, figures) = (exported.Performance, exported.Figures);
        return new PerformanceFigures
        {
            Id = performance.Id,
            Show = performance.ShowSlug,
            Title = performance.ShowTitle,
            Room = performance.RoomName,
            StartsAt = venue.Local(performance.StartsAt),
            CancelledAt = performance.CancelledAt is { } at ? venue.Local(at) : null,
            Seats = performance.Capacity.Seats,
            Confirmed = performance.Capacity.Confirmed,
            SeatsLeft = performance.Capacity.SeatsLeft,
            Pending = exported.Pending,
            CheckedIn = exported.Arrived,
            Reserved = figures.Reserved,
            StayedAway = figures.StayedAway,
            WalkIns = figures.WalkIns,
            Released = figures.GivenBack,
            Waited = figures.Waited,
            WaitedAndSeated = figures.WaitedAndSeated,
        };
    }
}
