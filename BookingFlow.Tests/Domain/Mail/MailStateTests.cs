namespace BookingFlow.Tests.Domain.Mail;

public sealed class MailStateTests
{
    private static readonly DateTime Now = TestTimes.Now;

    private static readonly Dictionary<string, (Action<OutboxMail> Apply, MailState State)> Histories = new(StringComparer.Ordinal)
    {
        ["new"] = (_ => { }, MailState.Waiting),
        ["claimed"] = (m => m.Claim(Guid.NewGuid(), Now), MailState.Waiting),
        ["failed"] = (m => m.Failed("down", Now), MailState.Failing),
        ["failed and tried again"] = (m => { m.Failed("down", Now); m.Retry(Now); }, MailState.Failing),
        ["failed and sent"] = (m => { m.Failed("down", Now); m.Sent(Now); }, MailState.Sent),
        ["given up"] = (m => m.GiveUp("550", Now), MailState.GivenUp),
        ["failed and given up"] = (m => { m.Failed("down", Now); m.GiveUp("550", Now); }, MailState.GivenUp),
        ["given up and tried again"] = (m => { m.GiveUp("550", Now); m.Retry(Now); }, MailState.Waiting),
        ["held back"] = (m => m.HoldBack(OutboxMail.TooManyToMailbox), MailState.HeldBack),
        ["held back after its turn"] = (
            m => { m.HoldBack(OutboxMail.TooManyFromNetwork); m.GiveUp(m.LastError!, Now); }, MailState.HeldBack),
        ["held back and released"] = (
            m => { m.HoldBack(OutboxMail.TooManyToMailbox); m.GiveUp(m.LastError!, Now); m.Retry(Now); }, MailState.Waiting),
        ["held back and replaced"] = (m => { m.HoldBack(OutboxMail.TooManyToMailbox); m.GiveUp(OutboxMail.SentByStaff, Now); }, MailState.GivenUp),
        ["held back and sent"] = (m => { m.HoldBack(OutboxMail.TooManyToMailbox); m.Retry(Now); m.Sent(Now); }, MailState.Sent),
        ["sent"] = (m => m.Sent(Now), MailState.Sent),
    };

    public static TheoryData<string> HistoryNames { get; } = [.. Histories.Keys];

    [Theory]
    [MemberData(nameof(HistoryNames))]
    public void Exactly_one_state_filter_matches_a_mail_and_equals_its_computed_state(string history)
    {
        var (apply, expected) = Histories[history];
        var mail = OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), Now);
        apply(mail);

        Assert.Equal(expected == MailState.HeldBack, mail.IsHeldBack);
        Assert.Equal(expected, MailStates.Of(mail.SentAt, mail.GivenUpAt, mail.FailingSince, mail.LastError));
        Assert.Equal(expected, Assert.Single(Enum.GetValues<MailState>(), state => MailStates.Matches(state).Compile()(mail)));
    }
}
