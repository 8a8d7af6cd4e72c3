using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>
/// Performances as an iCalendar file (RFC 5545): a party's own, or all that are public. Times stand in UTC, which every
/// calendar shows in its own zone.
/// </summary>
public static class CalendarFile
{
    public const string FileName = "evening.ics";

    /// <summary>How long a show is taken to be when nobody said.</summary>
    private const int UsualMinutes = 120;

    /// <summary>The evening of a party.</summary>
    public static byte[] Of(PerformanceFacts performance, int? runningMinutes, string reference, Venue venue, PublicLinks links, DateTimeOffset now)
    {
        var evening = Evening(reference, performance, runningMinutes, venue, links, now);
        evening.Summary = performance.ShowTitle;
        evening.Description = Lines(reference, performance.Directions?.Text, performance.Directions?.MapAddress);
        return Bytes(new Calendar { ProductId = "-//BookingFlow//Ticket//EN" }, evening);
    }

    /// <summary>
    /// All evenings, in the language of whoever asks. A performance keeps its name in the file whatever becomes of it, so that
    /// calendars move it or strike it out instead of showing it twice.
    /// </summary>
    public static byte[] Of(IEnumerable<CalendarEvening> evenings, Venue venue, PublicLinks links, IStringLocalizer<Words> words, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//BookingFlow//Shows//EN" };
        string name = words["Feed.Name", venue.Name];
        calendar.AddProperty("NAME", name);
        // What calendars read that are older than NAME (RFC 7986).
        calendar.AddProperty("X-WR-CALNAME", name);
        return Bytes(calendar, [.. evenings.Select(one =>
        {
            var performance = one.Performance;
            var evening = Evening($"performance-{performance.PerformanceId}", performance, one.RunningMinutes, venue, links, now);
            evening.Summary = one.IsCancelled ? words["Feed.Cancelled", performance.ShowTitle] : performance.ShowTitle;
            evening.Status = one.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed;
            evening.Description = one.ShowSummary;
            evening.Url = new Uri(links.Show(performance.ShowSlug));
            return evening;
        })]);
    }

    private static CalendarEvent Evening(
        string name, PerformanceFacts performance, int? runningMinutes, Venue venue, PublicLinks links, DateTimeOffset now) => new()
        {
            Uid = $"{name}@{new Uri(links.Home).Host}",
            DtStamp = new CalDateTime(now.UtcDateTime, CalDateTime.UtcTzId),
            Start = new CalDateTime(performance.StartsAt, CalDateTime.UtcTzId),
            End = new CalDateTime(performance.StartsAt.AddMinutes(runningMinutes ?? UsualMinutes), CalDateTime.UtcTzId),
            Location = $"{venue.Name}, {performance.RoomName}",
        };

    private static byte[] Bytes(Calendar calendar, params CalendarEvent[] evenings)
    {
        calendar.Events.AddRange(evenings);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static string Lines(params string?[] lines) => string.Join('\n', lines.OfType<string>());
}
