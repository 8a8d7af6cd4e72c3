using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailDirectionsTextTests : MailTest
{
    [Fact]
    public void Plain_text_has_the_directions_and_the_map_link_on_separate_lines() => Assert.Equal(
        """
        Getting here:
        Green door
        Ring twice
        See Main Stage on a map: https://map.example/?a=1&b=2
        """.ReplaceLineEndings("\n"),
        Plain<MailDirectionsText>(
            Facts with { Performance = Seagull with { Directions = new("Green door\nRing twice", "https://map.example/?a=1&b=2") } }));

    [Fact]
    public void Plain_text_says_what_the_room_offers() => Assert.Equal(
        """
        Getting here:
        The way to the room has no steps.
        The room has an induction loop.
        """.ReplaceLineEndings("\n"),
        Plain<MailDirectionsText>(Facts with { Performance = Seagull with { StepFreeAccess = true, InductionLoop = true } }));

    [Fact]
    public void Directions_are_surrounded_by_single_empty_lines()
    {
        var withDirections = Plain<TicketMailText>(Facts with { Performance = Seagull with { Directions = new("Green door", null) } });

        Assert.Contains("\n\nGetting here:\nGreen door\n\n", withDirections, StringComparison.Ordinal);
        foreach (var mail in new[] { withDirections, Plain<TicketMailText>(), Plain<ConfirmationMailText>() })
        {
            Assert.DoesNotContain("\n\n\n", mail, StringComparison.Ordinal);
        }
    }
}
