using System.ComponentModel;

namespace BookingFlow.Web.Api;

/// <summary>A performance, as other websites show it.</summary>
public sealed record ProgrammePerformance
{
    [Description("It stays the same when the performance is moved to another time or room.")]
    public required int Id { get; init; }

    [Description("The id of one of the shows.")]
    public required int ShowId { get; init; }

    [Description("The id of one of the rooms.")]
    public required int RoomId { get; init; }

    [Description("Start, with the offset of the venue's time zone on that day.")]
    public required DateTimeOffset StartsAt { get; init; }

    [Description("End; null if the running time of the show is not known.")]
    public required DateTimeOffset? EndsAt { get; init; }

    [Description("How many seats can be reserved, now or when booking opens; 0 if it is sold out. It may have changed when somebody reserves.")]
    public required int SeatsLeft { get; init; }

    [Description("How many people one reservation can be for.")]
    public required int MaxPartySize { get; init; }

    [Description("Why no seats can be reserved now; null if they can.")]
    public required NotBookableReason? NotBookable { get; init; }

    [Description("When booking opens or has opened; null if it needs no opening.")]
    public required DateTimeOffset? BookingOpensAt { get; init; }

    [Description("When booking closes; null if it is open until the start.")]
    public required DateTimeOffset? BookingClosesAt { get; init; }

    [Description("Whether a visitor can join the waiting list now.")]
    public required bool HasWaitingList { get; init; }

    public required ProgrammePerformanceTexts Texts { get; init; }

    public required ProgrammePerformanceLinks Links { get; init; }
}
