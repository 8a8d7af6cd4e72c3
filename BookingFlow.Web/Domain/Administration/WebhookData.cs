namespace BookingFlow.Web.Domain.Administration;

/// <summary>The figures of an event. Properties that an event does not have are left out.</summary>
public sealed record WebhookData
{
    public int? PerformanceId { get; init; }

    /// <summary>Slug of the show.</summary>
    public string? Show { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? StartsAt { get; init; }

    /// <summary>Seats left after the event, 0 or more.</summary>
    public int? SeatsLeft { get; init; }

    /// <summary>Not the reference: with it, a stranger could ask staff about the reservation.</summary>
    public int? ReservationId { get; init; }

    public int? PartySize { get; init; }

    /// <summary>How many people were admitted now.</summary>
    public int? PeopleAdmitted { get; init; }

    /// <summary>How many people of the party are inside.</summary>
    public int? PeopleInside { get; init; }

    public static WebhookData Of(Performance performance) => new()
    {
        PerformanceId = performance.Id,
        Show = performance.Show.Slug,
        StartsAt = DateTime.SpecifyKind(performance.StartsAt, DateTimeKind.Utc),
        SeatsLeft = Math.Max(0, performance.SeatsLeft),
    };

    /// <param name="reservation">With its performance.</param>
    public static WebhookData Of(Reservation reservation) => Of(reservation.Performance) with
    {
        ReservationId = reservation.Id,
        PartySize = reservation.PartySize,
    };
}
