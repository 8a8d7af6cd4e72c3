using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailDirectionsTextTests : MailTest
{
    [Fact]
    public void It_tells_the_same_as_its_twin_line_for_line() => Assert.Equal(
        """
        Getting here:
        Green door
        Ring twice
        See Main Stage on a map: https://map.example/?a=1&b=2
        """.ReplaceLineEndings("\n"),
        Plain<MailDirectionsText>(
            Facts with { Performance = Seagull with { Directions = new("Green door\nRing twice", "https://map.example/?a=1&b=2") } }));

    [Fact]
    public void An_empty_line_stands_around_it_and_one_alone_where_nothing_is_told()
    {
        var told = Plain<TicketMailText>(Facts with { Performance = Seagull with { Directions = new("Green door", null) } });

        Assert.Contains("\n\nGetting here:\nGreen door\n\n", told, StringComparison.Ordinal);
        foreach (var mail in new[] { told, Plain<TicketMailText>(), Plain<ConfirmationMailText>() })
        {
            Assert.DoesNotContain("\n\n\n", mail, StringComparison.Ordinal);
        }
    }
}
