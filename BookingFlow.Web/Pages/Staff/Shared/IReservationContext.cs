using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>A place about one reservation, at the desk or at the door.</summary>
public interface IReservationContext
{
    /// <summary>With its performance, show and room; null when there is none.</summary>
    Reservation? Reservation { get; }

    /// <summary>The page about the reservation itself.</summary>
    string Home { get; }

    /// <summary>Where to look for another, and the key of its words.</summary>
    (string Href, string Words) Others { get; }
}
