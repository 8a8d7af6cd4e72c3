using BookingFlow.Web.Domain;

namespace BookingFlow.Web.Components.Emails;

/// <summary>What every mail has: who writes to whom, and why.</summary>
/// <param name="Home">Absolute: the list of shows.</param>
/// <param name="Reason">Why somebody gets this mail at all.</param>
public record MailFrame(Venue Venue, string Name, string Home, string Reason);
