namespace BookingFlow.Tests.Domain.Mail;

public sealed class RequestedMailLimitsTests
{
    private static readonly RequestedMailLimits Limits = new(ToMailbox: 3, ToKnownMailbox: 5, FromNetwork: 6, FromNetworkToKnown: 8);

    [Theory]
    [InlineData(2, 5, false, null)]
    [InlineData(3, 5, false, OutboxMail.TooManyToMailbox)]
    [InlineData(2, 6, false, OutboxMail.TooManyFromNetwork)]
    [InlineData(3, 6, false, OutboxMail.TooManyToMailbox)]
    [InlineData(4, 7, true, null)]
    [InlineData(5, 7, true, OutboxMail.TooManyToMailbox)]
    [InlineData(4, 8, true, OutboxMail.TooManyFromNetwork)]
    public void One_mail_too_many_is_held_back_and_a_known_mailbox_may_have_more(int toMailbox, int fromNetwork, bool isKnown, string? reason) =>
        Assert.Equal(reason, Limits.Check(toMailbox, fromNetwork, isKnown));

    [Fact]
    public void Without_limits_nothing_is_held_back()
    {
        Assert.False(RequestedMailLimits.None.IsEnabled);
        Assert.True(Limits.IsEnabled);
    }
}
