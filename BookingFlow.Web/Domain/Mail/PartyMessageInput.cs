namespace BookingFlow.Web.Domain.Mail;

/// <summary>A message to the parties of a performance as typed, before validation.</summary>
/// <param name="Recipients">Name of a member of <see cref="PartyMessageRecipients"/>.</param>
/// <param name="Text">Markdown.</param>
public sealed record PartyMessageInput(string? Recipients, string? Subject, string? Text);
