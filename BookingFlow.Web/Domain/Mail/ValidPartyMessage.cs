using System.Globalization;

namespace BookingFlow.Web.Domain.Mail;

/// <summary>A validated message to the parties of a performance.</summary>
/// <param name="Subject">One line, at most <see cref="Limits.MessageSubject"/>.</param>
/// <param name="Text">Markdown, at most <see cref="Limits.MessageText"/>.</param>
public sealed record ValidPartyMessage(PartyMessageRecipients Recipients, string Subject, string Text)
{
    /// <summary>Validates a submitted message.</summary>
    /// <returns>The message, or: InvalidInput with all invalid fields.</returns>
    public static Result<ValidPartyMessage> Check(PartyMessageInput typed)
    {
        var recipients = ReadRecipients(typed.Recipients);
        var subject = FieldChecks.NormalizeLine(typed.Subject);
        var text = FieldChecks.Normalize(typed.Text);
        InvalidField?[] found =
        [
            FieldChecks.Required(FormField.Recipients, typed.Recipients)
                ?? (recipients is null ? new(FormField.Recipients, FieldProblem.NotAChoice) : null),
            FieldChecks.Required(FormField.Subject, subject) ?? FieldChecks.Text(FormField.Subject, subject, Limits.MessageSubject),
            FieldChecks.Required(FormField.MessageText, text)
                ?? FieldChecks.Text(FormField.MessageText, text, Limits.MessageText, lineBreaks: true),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new ValidPartyMessage(recipients!.Value, subject!, text!);
    }

    /// <summary>Reads the name of recipients, in any case.</summary>
    /// <returns>Null if it is not one of <see cref="PartyMessageRecipients"/>.</returns>
    public static PartyMessageRecipients? ReadRecipients(string? typed) =>
        Enum.TryParse<PartyMessageRecipients>(typed, ignoreCase: true, out var recipients) && Enum.IsDefined(recipients) ? recipients : null;

    /// <summary>Returns the idempotency key of a submission, made of the form's id and all its input.</summary>
    /// <remarks>A double click has the same key; going back and sending a changed text has another one.</remarks>
    public Guid SubmissionKey(Guid submissionId, int performanceId) => SubmissionId.Of(
        submissionId.ToString(), performanceId.ToString(CultureInfo.InvariantCulture), Recipients.ToString(), Subject, Text);
}
