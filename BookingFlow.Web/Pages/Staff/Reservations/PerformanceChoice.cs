using BookingFlow.Web.Components;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A performance as it can be chosen at the desk, private ones and those that are not booked online included.</summary>
public sealed record PerformanceChoice(
    int Id, string ShowTitle, string RoomName, DateTime StartsAt, bool IsPublic, DateTime? CancelledAt, Capacity Capacity)
{
    /// <summary>When, what and where, and what is special about it.</summary>
    public string Words(Venue venue, IStringLocalizer<Words> t)
    {
        var words = t["Desk.Choice", venue.DayAndTime(StartsAt), ShowTitle, RoomName].Value;
        words = IsPublic ? words : t["Desk.Choice.Private", words];
        return CancelledAt is null ? words : t["Desk.Choice.Cancelled", words];
    }

    /// <summary>The same with the seats that are left, for whoever sells.</summary>
    public string WordsToSell(Venue venue, IStringLocalizer<Words> t) => Capacity.SeatsLeft > 0
        ? t.Count("Desk.Choice.Left", Capacity.SeatsLeft, Words(venue, t))
        : t["Desk.Choice.SoldOut", Words(venue, t)];

    /// <summary>The same at the door, where the day goes without saying and a phone shows only the beginning: the seats first.</summary>
    public string WordsTonight(Venue venue, IStringLocalizer<Words> t) =>
        t.Count("Door.Choice", Capacity.SeatsLeft, venue.Time(StartsAt), ShowTitle, RoomName);
}
