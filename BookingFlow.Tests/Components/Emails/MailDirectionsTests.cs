using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailDirectionsTests : MailTest
{
    [Fact]
    public void Directions_show_the_text_and_a_map_link_that_names_the_room()
    {
        var directions = Render<MailDirections>(
            p =>
                p.Add(
                    c => c.Facts, Facts with { Performance = Seagull with { Directions = new("Green door\nRing twice", "https://map.example/") } }));

        Assert.Equal("Getting here", directions.Find("h2").TextContent);
        Assert.Equal("Green door\nRing twice", directions.Find("p").TextContent);
        var map = directions.Find("a");
        Assert.Equal(("https://map.example/", "See Main Stage on a map"), (map.GetAttribute("href"), map.TextContent));
    }

    [Fact]
    public void What_the_room_offers_is_said_also_without_directions() => Assert.Equal(
        ["The room has an induction loop."],
        Render<MailDirections>(p => p.Add(c => c.Facts, Facts with { Performance = Seagull with { InductionLoop = true } }))
            .FindAll("p").Select(line => line.TextContent));

    [Fact]
    public void Performance_without_directions_renders_nothing() => Assert.Equal("", Html<MailDirections>().Trim());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Confirmation_mail_and_ticket_mail_contain_the_directions_if_there_are_any(bool hasDirections)
    {
        var facts = Facts with { Performance = Seagull with { Directions = hasDirections ? new("Green door", null) : null } };

        foreach (var mail in new[] { Html<ConfirmationMail>(facts), Html<TicketMail>(facts), Plain<ConfirmationMailText>(facts),
            Plain<TicketMailText>(facts) })
        {
            Assert.Equal(hasDirections, mail.Contains("Green door", StringComparison.Ordinal));
        }
    }
}
