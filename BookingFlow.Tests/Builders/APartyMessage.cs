namespace BookingFlow.Tests.Builders;

/// <summary>Builds a message to the parties of a performance: "Change of plan", with a paragraph, and a word in bold.</summary>
public static class APartyMessage
{
    public const string Subject = "Change of plan";

    public const string Text = "We start **later**.\n\nBring a coat.";

    public static ValidPartyMessage To(PartyMessageRecipients recipients) => new(recipients, Subject, Text);

    /// <summary>The form as typed.</summary>
    public static PartyMessageInput Input(PartyMessageRecipients recipients = PartyMessageRecipients.Confirmed) =>
        new(recipients.ToString(), Subject, Text);

    /// <summary>A message that is stored as sent to one party.</summary>
    /// <param name="createdAt">UTC.</param>
    public static PartyMessage Sent(Performance performance, PartyMessageRecipients recipients, DateTime createdAt) =>
        PartyMessage.ToParties(performance.Id, To(recipients), Guid.NewGuid(), recipientCount: 1, new Actor(Id: null, "Dora"), createdAt);
}
