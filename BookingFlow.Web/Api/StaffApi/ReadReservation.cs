using System.ComponentModel;
using BookingFlow.Web.Pages.Staff.Reservations;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>A reservation with the party's personal data, as the box office sees it.</summary>
public sealed record ReadReservation
{
    [Description("Id of the reservation, as in webhooks.")]
    public required int Id { get; init; }

    [Description("Id of the performance.")]
    public required int PerformanceId { get; init; }

    [Description("The reference, without a hyphen.")]
    public required string Reference { get; init; }

    [Description("Name of the party; null once its personal data was erased.")]
    public required string? Name { get; init; }

    public required string? Email { get; init; }

    public required string? Phone { get; init; }

    public required int PartySize { get; init; }

    [Description("pending, waiting, confirmed, cancelled or expired.")]
    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? ConfirmedAt { get; init; }

    [Description("When the first people of the party were checked in; null if none were.")]
    public required DateTimeOffset? CheckedInAt { get; init; }

    [Description("How many people of the party are inside.")]
    public required int PeopleInside { get; init; }

    [Description("What the party wrote.")]
    public required string? Notes { get; init; }

    public static ReadReservation Of(ExportedReservation exported, Venue venue) => new()
    {
        Id = exported.Id,
        PerformanceId = exported.PerformanceId,
        Reference = exported.Reference,
        Name = exported.Name == Reservation.ErasedName ? null : exported.Name,
        Email = exported.Email,
        Phone = exported.Phone,
        PartySize = exported.PartySize,
        Status = ReservationSearch.CodeOf(exported.Status),
        CreatedAt = venue.Local(exported.CreatedAt),
        ConfirmedAt = exported.ConfirmedAt is { } confirmed ? venue.Local(confirmed) : null,
        CheckedInAt = exported.ArrivedAt is { } arrived ? venue.Local(arrived) : null,
        PeopleInside = exported.PeopleArrived ?? 0,
        Notes = exported.Notes,
    };
}
