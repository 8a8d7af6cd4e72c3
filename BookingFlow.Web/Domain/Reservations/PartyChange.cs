namespace BookingFlow.Web.Domain.Reservations;

/// <summary>A change of a reservation by the party itself. Recognises a repeated submission of its form.</summary>
public sealed class PartyChange
{
    public int Id { get; private set; }

    public int ReservationId { get; private set; }

    /// <summary>Id of the form submission; unique for a reservation.</summary>
    public Guid RequestId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>Number of people before; 0 if the seats were released.</summary>
    public int PeopleBefore { get; private set; }

    /// <summary>Number of people after; 0 if the seats are released.</summary>
    public int PeopleAfter { get; private set; }

    public static PartyChange Of(Reservation reservation, Guid request, int peopleBefore, int peopleAfter, DateTime now) => new()
    {
        ReservationId = reservation.Id,
        RequestId = request,
        At = now,
        PeopleBefore = peopleBefore,
        PeopleAfter = peopleAfter,
    };
}
