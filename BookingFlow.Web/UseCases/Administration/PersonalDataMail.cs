namespace BookingFlow.Web.UseCases.Administration;

/// <summary>A mail in <see cref="PersonalData"/>. The text of mails is not stored.</summary>
public sealed record PersonalDataMail(MailKind Kind, DateTime CreatedAt, DateTime? SentAt, DateTime? GivenUpAt);
