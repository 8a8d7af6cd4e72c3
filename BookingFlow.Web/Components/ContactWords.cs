using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Components;

/// <summary>Sentences that say whom to call or write to, where the program itself cannot help.</summary>
public static class ContactWords
{
    /// <summary>Returns how to reach the box office; null if the venue has entered neither a telephone nor an e-mail address.</summary>
    public static string? BoxOffice(Venue venue, IStringLocalizer<Words> t) => Sentence("BoxOffice", venue, t);

    /// <summary>Returns how to reserve for more people than one reservation may hold; null as for <see cref="BoxOffice"/>.</summary>
    public static string? LargerParty(Venue venue, IStringLocalizer<Words> t) => Sentence("LargerParty", venue, t);

    private static string? Sentence(string about, Venue venue, IStringLocalizer<Words> t) => venue switch
    {
        { Phone: { } phone, Email: { } email } => t[$"Contact.{about}.CallOrWrite", phone, email].Value,
        { Phone: { } phone } => t[$"Contact.{about}.Call", phone].Value,
        { Email: { } email } => t[$"Contact.{about}.Write", email].Value,
        _ => null,
    };
}
