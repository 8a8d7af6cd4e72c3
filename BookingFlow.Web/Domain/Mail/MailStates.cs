using System.Linq.Expressions;

namespace BookingFlow.Web.Domain.Mail;

/// <summary>Defines the <see cref="MailState"/> of a mail, for loaded mails and for queries.</summary>
public static class MailStates
{
    public static MailState Of(DateTime? sentAt, DateTime? givenUpAt, DateTime? failingSince, string? lastError) =>
        (sentAt, givenUpAt, failingSince, lastError) switch
        {
            ({ }, _, _, _) => MailState.Sent,
            (_, _, _, OutboxMail.TooManyToMailbox or OutboxMail.TooManyFromNetwork) => MailState.HeldBack,
            (_, { }, _, _) => MailState.GivenUp,
            (_, _, { }, _) => MailState.Failing,
            _ => MailState.Waiting,
        };

    /// <summary>Returns a filter for the mails in a state, which queries can translate.</summary>
    public static Expression<Func<OutboxMail, bool>> Matches(MailState state) => state switch
    {
        MailState.Sent => m => m.SentAt != null,
        MailState.HeldBack => m =>
            m.SentAt == null && (m.LastError == OutboxMail.TooManyToMailbox || m.LastError == OutboxMail.TooManyFromNetwork),
        MailState.GivenUp => m =>
            m.SentAt == null && m.GivenUpAt != null
                && m.LastError != OutboxMail.TooManyToMailbox && m.LastError != OutboxMail.TooManyFromNetwork,
        MailState.Failing => m => m.SentAt == null && m.GivenUpAt == null && m.FailingSince != null,
        MailState.Waiting => m =>
            m.SentAt == null && m.GivenUpAt == null && m.FailingSince == null
                && m.LastError != OutboxMail.TooManyToMailbox && m.LastError != OutboxMail.TooManyFromNetwork,
    };
}
