namespace BookingFlow.Tests.Domain.Mail;

public sealed class PartyMessageTests
{
    private static readonly ValidPartyMessage Message = new(PartyMessageRecipients.StayedAway, "Lost umbrella", "It is *blue*.");

    [Fact]
    public void A_message_to_parties_says_who_wrote_what_to_how_many()
    {
        var key = Guid.NewGuid();

        var sent = PartyMessage.ToParties(7, Message, key, recipientCount: 12, new Actor(3, "Bea"), TestTimes.Now);

        Assert.Equal(
            (7, PartyMessageRecipients.StayedAway, "Lost umbrella", "It is *blue*.", TestTimes.Now),
            (sent.PerformanceId, sent.Recipients, sent.Subject, sent.Text, sent.CreatedAt));
        Assert.Equal((3, "Bea", key, 12), (sent.StaffId, sent.StaffName, sent.SubmissionKey, sent.RecipientCount));
    }

    [Fact]
    public void A_test_goes_to_nobody_and_can_be_sent_again()
    {
        var (first, second) = (
            PartyMessage.Test(7, Message, new Actor(3, "Bea"), TestTimes.Now), PartyMessage.Test(7, Message, new Actor(3, "Bea"), TestTimes.Now));

        Assert.Equal(0, first.RecipientCount);
        Assert.NotEqual(first.SubmissionKey, second.SubmissionKey);
    }
}
