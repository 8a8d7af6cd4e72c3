using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailDirectionsTests : MailTest
{
    [Fact]
    public void It_tells_the_way_with_a_map_that_says_where_it_leads()
    {
        var way = Render<MailDirections>(
            p =>
                p.Add(
                    c => c.Facts, Facts with { Performance = Seagull with { Directions = new("Green door\nRing twice", "https://map.example/") } }));

        Assert.Equal("Getting here", way.Find("h2").TextContent);
        Assert.Equal("Green door\nRing twice", way.Find("p").TextContent);
        Assert.Equal(("https://map.example/", "See Main Stage on a map"), (way.Find("a").GetAttribute("href"), way.Find("a").TextContent));
    }

    [Fact]
    public void Where_the_house_tells_nothing_there_is_nothing() => Assert.Equal("", Html<MailDirections>().Trim());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_mails_that_ask_and_that_bring_the_ticket_tell_the_way(bool told)
    {
        var facts = Facts with { Performance = Seagull with { Directions = told ? new("Green door", null) : null } };

        foreach (var mail in new[] { Html<ConfirmationMail>(facts), Html<TicketMail>(facts), Plain<ConfirmationMailText>(facts),
            Plain<TicketMailText>(facts) })
        {
            Assert.Equal(told, mail.Contains("Green door", StringComparison.Ordinal));
        }
    }
}
