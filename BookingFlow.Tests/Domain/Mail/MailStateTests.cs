namespace BookingFlow.Tests.Domain.Mail;

public sealed class MailStateTests
{
    private static readonly DateTime Now = AMoment.Now;

    private static readonly Dictionary<string, (Action<OutboxMail> Fate, MailState State)> Lives = new(StringComparer.Ordinal)
    {
        ["owed"] = (_ => { }, MailState.Waiting),
        ["claimed"] = (m => m.Claim(Guid.NewGuid(), Now), MailState.Waiting),
        ["failed"] = (m => m.Failed("down", Now), MailState.Failing),
        ["failed and tried again"] = (m => { m.Failed("down", Now); m.TryAgain(Now); }, MailState.Failing),
        ["failed and sent"] = (m => { m.Failed("down", Now); m.Sent(Now); }, MailState.Sent),
        ["given up"] = (m => m.GiveUp("550", Now), MailState.GivenUp),
        ["failed and given up"] = (m => { m.Failed("down", Now); m.GiveUp("550", Now); }, MailState.GivenUp),
        ["given up and tried again"] = (m => { m.GiveUp("550", Now); m.TryAgain(Now); }, MailState.Waiting),
        ["sent"] = (m => m.Sent(Now), MailState.Sent),
    };

    public static TheoryData<string> Names { get; } = [.. Lives.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mail_is_in_one_state_and_the_database_is_asked_for_the_same(string life)
    {
        var (fate, expected) = Lives[life];
        var mail = OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), Now);
        fate(mail);

        Assert.Equal(expected, MailStates.Of(mail.SentAt, mail.GivenUpAt, mail.FailingSince));
        Assert.Equal(expected, Assert.Single(Enum.GetValues<MailState>(), state => MailStates.Are(state).Compile()(mail)));
    }
}
