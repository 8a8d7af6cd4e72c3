using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components.Reservations;

/// <summary>A performance in the calendar of all.</summary>
public sealed record CalendarEvening(PerformanceFacts Performance, string ShowSummary, int? RunningMinutes, bool IsCancelled);
