namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A place about one reservation, at the desk or at the door.</summary>
public interface IReservationContext
{
    /// <summary>With its performance, show and room; null when there is none.</summary>
    Reservation? Reservation { get; }

    /// <summary>The name of the page about the reservation itself; its address takes the reservation's id.</summary>
    string Home { get; }

    /// <summary>The name of the page where to look for another, and the key of its words.</summary>
    (string Page, string Words) Others { get; }
}
