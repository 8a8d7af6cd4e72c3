using System.ComponentModel;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>The answer of <c>/api/v1/staff/reservations</c>.</summary>
public sealed record ReservationsPage
{
    [Description("Reservations by performance, the earliest first, and in it by name.")]
    public required IReadOnlyList<ReadReservation> Reservations { get; init; }

    [Description("The number of this page, from 1.")]
    public required int Page { get; init; }

    [Description("The most entries on a page.")]
    public required int PageSize { get; init; }

    [Description("Address of the next page; null if this is the last one.")]
    public required Uri? Next { get; init; }
}
