using System.Text;
using BookingFlow.Web.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace BookingFlow.Web.Components;

/// <summary>The evening as an iCalendar file (RFC 5545). Times stand in UTC, which every calendar shows in its own zone.</summary>
public static class CalendarFile
{
    public const string FileName = "evening.ics";

    /// <summary>How long a show is taken to be when nobody said.</summary>
    private const int UsualMinutes = 120;

    public static byte[] Of(PerformanceFacts performance, int? runningMinutes, string reference, Venue venue, PublicLinks links, DateTimeOffset now)
    {
        var ends = performance.StartsAt.AddMinutes(runningMinutes ?? UsualMinutes);
        var calendar = new Calendar { ProductId = "-//BookingFlow//Ticket//EN" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = $"{reference}@{new Uri(links.Home).Host}",
            DtStamp = new CalDateTime(now.UtcDateTime, CalDateTime.UtcTzId),
            Start = new CalDateTime(performance.StartsAt, CalDateTime.UtcTzId),
            End = new CalDateTime(ends, CalDateTime.UtcTzId),
            Summary = performance.ShowTitle,
            Location = $"{venue.Name}, {performance.RoomName}",
            Description = reference,
        });
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }
}
