using System.Linq.Expressions;

namespace BookingFlow.Web.Domain.Mail;

/// <summary>The one place that says which mail is in which state, for the database and for a mail in hand.</summary>
public static class MailStates
{
    public static MailState Of(DateTime? sentAt, DateTime? givenUpAt, DateTime? failingSince) => (sentAt, givenUpAt, failingSince) switch
    {
        ({ }, _, _) => MailState.Sent,
        (_, { }, _) => MailState.GivenUp,
        (_, _, { }) => MailState.Failing,
        _ => MailState.Waiting,
    };

    /// <summary>The same as the database asks it.</summary>
    public static Expression<Func<OutboxMail, bool>> Are(MailState state) => state switch
    {
        MailState.Sent => m => m.SentAt != null,
        MailState.GivenUp => m => m.SentAt == null && m.GivenUpAt != null,
        MailState.Failing => m => m.SentAt == null && m.GivenUpAt == null && m.FailingSince != null,
        MailState.Waiting => m => m.SentAt == null && m.GivenUpAt == null && m.FailingSince == null,
    };
}
