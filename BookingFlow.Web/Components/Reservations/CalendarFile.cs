using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>Creates iCalendar files (RFC 5545) with one reservation's performance or with all public performances.</summary>
/// <remarks>Times are in UTC; calendar programs show them in the user's time zone.</remarks>
public static class CalendarFile
{
    public const string FileName = "evening.ics";

    /// <summary>Duration in minutes assumed for a show without a running time.</summary>
    private const int DefaultMinutes = 120;

    /// <summary>Creates the file with the performance of one reservation.</summary>
    /// <param name="runningMinutes">Null when unknown.</param>
    /// <param name="sequence">See <see cref="Reservation.CalendarSequence"/>.</param>
    /// <param name="isCancelled">Whether the party no longer has the seats, so that calendars remove the entry or strike it through.</param>
    public static byte[] ForReservation(
        PerformanceFacts performance,
        int? runningMinutes,
        string reference,
        int sequence,
        bool isCancelled,
        Venue venue,
        PublicLinks links,
        DateTimeOffset now)
    {
        var calendarEvent = CreateEvent(reference, performance, runningMinutes, venue, links, now);
        calendarEvent.Sequence = sequence;
        calendarEvent.Status = isCancelled ? EventStatus.Cancelled : EventStatus.Confirmed;
        calendarEvent.Summary = performance.ShowTitle;
        calendarEvent.Description = JoinLines(
            reference, venue.Directions, performance.Directions?.Text, performance.Directions?.MapAddress, venue.Phone, venue.Email, venue.Website);
        return Serialize(new Calendar { ProductId = "-//BookingFlow//Ticket//EN" }, calendarEvent);
    }

    /// <summary>Creates the file with all given performances, in the current UI language.</summary>
    /// <remarks>A performance keeps its UID when it is moved or cancelled, so that calendars update the event instead of adding another.</remarks>
    public static byte[] ForPublicPerformances(
        IEnumerable<CalendarPerformance> performances, Venue venue, PublicLinks links, IStringLocalizer<Words> words, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//BookingFlow//Shows//EN" };
        string name = words["Feed.Name", venue.Name];
        calendar.AddProperty("NAME", name);
        // For calendar programs that do not know NAME (RFC 7986).
        calendar.AddProperty("X-WR-CALNAME", name);
        return Serialize(calendar, [.. performances.Select(listed =>
        {
            var performance = listed.Performance;
            var calendarEvent = CreateEvent($"performance-{performance.PerformanceId}", performance, listed.RunningMinutes, venue, links, now);
            calendarEvent.Summary = listed.IsCancelled ? words["Feed.Cancelled", performance.ShowTitle] : performance.ShowTitle;
            calendarEvent.Status = listed.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed;
            calendarEvent.Description = listed.ShowSummary;
            calendarEvent.Url = new Uri(links.Show(performance.ShowSlug));
            return calendarEvent;
        })]);
    }

    private static CalendarEvent CreateEvent(
        string id, PerformanceFacts performance, int? runningMinutes, Venue venue, PublicLinks links, DateTimeOffset now)
    {
        var calendarEvent = new CalendarEvent
        {
            Uid = $"{id}@{new Uri(links.Home).Host}",
            Sequence = performance.ScheduleVersion,
            DtStamp = new CalDateTime(now.UtcDateTime, CalDateTime.UtcTzId),
            Start = new CalDateTime(performance.StartsAt, CalDateTime.UtcTzId),
            End = new CalDateTime(performance.StartsAt.AddMinutes(runningMinutes ?? DefaultMinutes), CalDateTime.UtcTzId),
            Location = string.Join(", ", new[] { venue.Name, performance.RoomName, venue.AddressLine }.OfType<string>()),
        };
        if (venue.HasContact)
        {
            calendarEvent.Contacts.Add(string.Join(", ", new[] { venue.Phone, venue.Email }.OfType<string>()));
        }

        return calendarEvent;
    }

    private static byte[] Serialize(Calendar calendar, params CalendarEvent[] events)
    {
        calendar.Events.AddRange(events);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static string JoinLines(params string?[] lines) => string.Join('\n', lines.OfType<string>());
}
