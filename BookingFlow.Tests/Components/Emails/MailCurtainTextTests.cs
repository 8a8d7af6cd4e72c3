using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailCurtainTextTests : MailTest
{
    [Fact]
    public void The_time_of_the_curtain_release_is_a_paragraph_of_its_own() => Assert.Equal(
        "Please be there by 19:50: seats that have not been claimed by then may be given to others.",
        Plain<MailCurtainText>(Facts with { CurtainReleaseAt = StartsAt.AddMinutes(-10) }));

    [Fact]
    public void Without_a_curtain_release_there_is_none() => Assert.Empty(Plain<MailCurtainText>(Facts));
}
