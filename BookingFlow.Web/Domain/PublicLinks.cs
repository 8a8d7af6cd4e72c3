namespace BookingFlow.Web.Domain;

/// <summary>
/// Every absolute link that leaves the house, in mails, QR codes and for search engines: built from the configured public base
/// address, never from what a request says its host is. Also the few paths that are needed where pages are not known.
/// </summary>
/// <remarks>Pages make their links by page name (<c>asp-page</c>). LinksTests holds every link of this class to its page.</remarks>
public sealed class PublicLinks(Func<Uri> publicBaseUrl)
{
    public static string HomePath => "/";

    public static string SignInPath => "/staff/login";

    public static string PendingPath => "/reservations/pending";

    private const string CheckInPath = "/check-in/";

    private string Base => publicBaseUrl().AbsoluteUri.TrimEnd('/');

    public string Home => Base + HomePath;

    public string Confirm(Token confirmation) => $"{Base}/reservations/confirm/{confirmation.Text}";

    public string Ticket(Token ticket) => $"{Base}/tickets/{ticket.Text}";

    /// <summary>Where a colleague sets a password.</summary>
    public string SetPassword(Token link) => $"{Base}/staff/set-password/{link.Text}";

    /// <summary>Where the first Administrator of a house is made.</summary>
    public string Setup(Token link) => $"{Base}/staff/setup/{link.Text}";

    /// <summary>What the QR code says, and nothing else.</summary>
    public string CheckIn(Token checkIn) => $"{Base}{CheckInPath}{checkIn.Text}";

    public string Performance(int performanceId) => Base + ReservePath(performanceId);

    /// <summary>A page in the house's own words.</summary>
    public string VenueText(VenueTextKind kind) => Base + PathOf(kind);

    public static string PathOf(VenueTextKind kind) => kind switch
    {
        VenueTextKind.Privacy => "/privacy",
        VenueTextKind.Imprint => "/imprint",
    };

    /// <summary>A show's picture.</summary>
    public string Poster(int posterId) => $"{Base}/posters/{posterId}";

    public string Sitemap => Base + "/sitemap.xml";

    public string Show(string slug) => Base + ShowPath(slug);

    /// <summary>The token part of a check-in link of this house; null when the text is no such link.</summary>
    public string? CheckInTokenIn(string text)
    {
        var prefix = Base + CheckInPath;
        return text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..].TrimEnd('/') : null;
    }

    public static string ShowPath(string slug) => $"/shows/{slug}";

    public static string ReservePath(int performanceId) => FormattableString.Invariant($"/performances/{performanceId}/reserve");
}
