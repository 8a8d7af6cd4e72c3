namespace BookingFlow.Web.Pages.Staff.Performances;

/// <summary>A message to the parties of a performance, in the list of messages.</summary>
/// <param name="CreatedAt">UTC.</param>
public sealed record PartyMessageListing(
    int Id, DateTime CreatedAt, string StaffName, string Subject, PartyMessageRecipients Recipients, int RecipientCount);
