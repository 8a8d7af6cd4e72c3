using BookingFlow.Web.Components;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A performance to choose at the box office. Includes private ones and those without online booking.</summary>
public sealed record PerformanceChoice(
    int Id, string ShowTitle, string RoomName, DateTime StartsAt, bool IsPublic, bool HasLink, DateTime? CancelledAt, Capacity Capacity)
{
    /// <summary>Returns the label: date and time, show, room, and whether it is private, by link only or cancelled.</summary>
    public string Label(Venue venue, IStringLocalizer<Words> t)
    {
        var words = t["Desk.Choice", venue.DayAndTime(StartsAt), ShowTitle, RoomName].Value;
        words = IsPublic ? words : t[HasLink ? "Desk.Choice.ByLink" : "Desk.Choice.Private", words];
        return CancelledAt is null ? words : t["Desk.Choice.Cancelled", words];
    }

    /// <summary>Returns the label with the number of seats left.</summary>
    public string LabelWithSeats(Venue venue, IStringLocalizer<Words> t)
    {
        var words = Capacity.SeatsLeft > 0
            ? t.Count("Desk.Choice.Left", Capacity.SeatsLeft, Label(venue, t)).Value
            : t["Desk.Choice.SoldOut", Label(venue, t)].Value;
        return Capacity.AccessPlacesLeft is { IsNone: false } places ? $"{words}, {AccessWords.Of(places, t)}" : words;
    }

    /// <summary>
    /// Returns the label for the door. It starts with the seats left, because a phone shows only the beginning, and omits the date.
    /// </summary>
    public string DoorLabel(Venue venue, IStringLocalizer<Words> t) =>
        t.Count("Door.Choice", Capacity.SeatsLeft, venue.Time(StartsAt), ShowTitle, RoomName);
}
