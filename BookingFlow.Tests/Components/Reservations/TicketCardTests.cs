using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class TicketCardTests : ComponentTest
{
    private const string QrText = "https://example.org/check-in/x";

    [Fact]
    public void Ticket_shows_the_show_time_room_party_size_and_name()
    {
        var ticket = Ticket();

        Assert.Equal("The Seagull", ticket.Find("h2").TextContent);
        Assert.Equal("Friday 27 November 2026, 20:00", ticket.Find("time").TextContent);
        Assert.Equal("Main Stage", ticket.Find(".ticket-room").TextContent);
        Assert.Equal(["2 people", "Ada Lovelace"], ticket.FindAll("dd").Select(d => d.TextContent), StringComparer.Ordinal);
    }

    [Fact]
    public void Reference_is_shown_and_is_in_the_alternative_text_of_the_code()
    {
        var ticket = Ticket();

        Assert.Equal("K7QF-2M", ticket.Find(".reference").TextContent);
        Assert.Equal("QR code for this ticket. The reference is K7QF-2M.", ticket.Find("img").GetAttribute("alt"));
    }

    [Fact]
    public void Code_contains_only_the_check_in_link() =>
        Assert.EndsWith(Convert.ToBase64String(QrPng.Of(QrText)), Ticket().Find("img").GetAttribute("src"), StringComparison.Ordinal);

    [Fact]
    public void Ticket_explains_how_to_use_it_at_the_door() => Assert.Contains(
        "Show this code at the door, on your phone or on paper", Ticket().Find(".ticket-door").TextContent, StringComparison.Ordinal);

    private IRenderedComponent<TicketCard> Ticket() => Render<TicketCard>(p => p
        .Add(c => c.Venue, Venue)
        .Add(c => c.Performance, Seagull)
        .Add(c => c.Name, "Ada Lovelace")
        .Add(c => c.PartySize, 2)
        .Add(c => c.Reference, "K7QF-2M")
        .Add(c => c.QrText, QrText));
}
