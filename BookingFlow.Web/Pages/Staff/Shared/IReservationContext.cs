namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A page about one reservation, at the box office or at the door.</summary>
public interface IReservationContext
{
    /// <summary>The reservation with its performance, show and room; null when the id is unknown.</summary>
    Reservation? Reservation { get; }

    /// <summary>Razor page name of the reservation's own page. Its route takes the reservation's id.</summary>
    string DetailsPage { get; }

    /// <summary>Razor page name of the search for reservations, and the resource key of its link text.</summary>
    (string Page, string LabelKey) SearchPage { get; }
}
