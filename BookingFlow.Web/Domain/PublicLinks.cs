namespace BookingFlow.Web.Domain;

/// <summary>Builds the absolute links for mails, QR codes and search engines, and the few paths needed where Razor Pages are not available.</summary>
/// <remarks>
/// Links are built from the configured public base address, never from a request's Host header. Pages link to each other by page name
/// (<c>asp-page</c>). PublicLinkRoutingTests checks that every link of this class leads to its page.
/// </remarks>
public sealed class PublicLinks(Func<Uri> publicBaseUrl)
{
    public static string HomePath => "/";

    public static string SignInPath => "/staff/login";

    /// <summary>The page that a paired device is sent to when its pairing has ended.</summary>
    public static string PairingEndedPath => "/staff/pair/ended";

    public static string PendingPath => "/reservations/pending";

    private const string CheckInPath = "/check-in/";

    private string Base => publicBaseUrl().AbsoluteUri.TrimEnd('/');

    public string Home => Base + HomePath;

    public string Confirm(Token confirmation) => $"{Base}/reservations/confirm/{confirmation.Text}";

    /// <summary>The page that confirms all reservations of a group.</summary>
    public string ConfirmGroup(Token confirmation) => $"{Confirm(confirmation)}/all";

    /// <summary>The page of all reservations of a group.</summary>
    public string PartyGroup(Token party) => $"{Party(party)}/all";

    /// <summary>The party's own page.</summary>
    public string Party(Token party) => $"{Base}/party/{party.Text}";

    public string Ticket(Token ticket) => $"{Base}/tickets/{ticket.Text}";

    /// <summary>The page where a staff member sets a password.</summary>
    public string SetPassword(Token link) => $"{Base}/staff/set-password/{link.Text}";

    /// <summary>The page that pairs the device which opens it.</summary>
    public string PairDevice(Token link) => $"{Base}/staff/pair/{link.Text}";

    /// <summary>The page where the first Administrator account is created.</summary>
    public string Setup(Token link) => $"{Base}/staff/setup/{link.Text}";

    /// <summary>The content of the ticket's QR code.</summary>
    public string CheckIn(Token checkIn) => CheckInPrefix + checkIn.Text;

    /// <summary>The page of a show or performance that is not listed.</summary>
    /// <param name="key">An <see cref="InvitationKey"/>.</param>
    public string Invitation(byte[] key) => $"{Base}/invitations/{InvitationKey.TextOf(key)}";

    public string Performance(int performanceId) => Base + ReservePath(performanceId);

    /// <summary>A page with the venue's own text.</summary>
    public string VenueText(VenueTextKind kind) => Base + PathOf(kind);

    public static string PathOf(VenueTextKind kind) => kind switch
    {
        VenueTextKind.Privacy => "/privacy",
        VenueTextKind.Imprint => "/imprint",
    };

    public string Poster(int posterId) => $"{Base}/posters/{posterId}";

    /// <summary>A file of a show's picture (<see cref="PictureFile.NameOf"/>).</summary>
    public string PosterFile(int posterId, string file) => $"{Poster(posterId)}/{file}";

    /// <summary>The venue's logo.</summary>
    public string Logo(int logoId) => Base + LogoPath(logoId);

    /// <summary>The style sheet with the venue's accent colour.</summary>
    public static string StylePath(AccentColour accent) => $"/branding/{accent.Base.Digits}.css";

    /// <summary>The path of <see cref="Logo"/>.</summary>
    public static string LogoPath(int logoId) => FormattableString.Invariant($"/branding/logo/{logoId}");

    /// <summary>The picture of a link preview, made from the show's picture.</summary>
    public string PosterPreview(int posterId) => $"{Poster(posterId)}/{PictureFile.Preview}";

    /// <summary>The picture of a link preview of a show without a picture.</summary>
    public string DrawnPreview(string slug) => $"{Show(slug)}/{PictureFile.Preview}";

    public string Sitemap => Base + "/sitemap.xml";

    /// <summary>The page that says how to show the programme on another website.</summary>
    public string ForWebsites => Base + "/api";

    /// <summary>The programme as JSON.</summary>
    public string Programme => Base + "/api/v1/performances";

    /// <summary>The description of <see cref="Programme"/> (OpenAPI).</summary>
    public string ProgrammeDocument => Base + "/api/v1/openapi.json";

    /// <summary>The figures of performances, for programs with an access token.</summary>
    public string StaffFigures => Base + "/api/v1/staff/figures";

    /// <summary>The reservations, for programs with an access token.</summary>
    public string StaffReservations => Base + "/api/v1/staff/reservations";

    /// <summary>The description of both (OpenAPI).</summary>
    public string StaffDocument => Base + "/api/v1/staff/openapi.json";

    /// <summary>The upcoming shows as an Atom feed.</summary>
    public string ProgrammeFeed => Base + "/programme.atom";

    /// <summary>The calendar with all upcoming performances.</summary>
    public string Calendar => Base + "/calendar.ics";

    /// <summary>A calendar file with one performance.</summary>
    public string CalendarOf(int performanceId) => FormattableString.Invariant($"{Calendar}?performance={performanceId}");

    /// <summary>The oEmbed answer about a page.</summary>
    /// <param name="address">Address of the page.</param>
    public string OEmbed(string address) => $"{Base}/oembed?url={Uri.EscapeDataString(address)}&format=json";

    /// <summary>The programme for a frame.</summary>
    public string Embed => Base + "/embed";

    /// <summary>The script of the web component for other websites.</summary>
    public string EmbedScript => Base + "/embed.js";

    public string Show(string slug) => Base + ShowPath(slug);

    /// <summary>What a check-in link of this venue begins with; the token follows.</summary>
    public string CheckInPrefix => Base + CheckInPath;

    /// <summary>Returns the token part of a check-in link of this venue; null if the text is not such a link.</summary>
    public string? ExtractCheckInToken(string text, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var prefix = CheckInPrefix;
        return text.StartsWith(prefix, comparison) ? text[prefix.Length..].TrimEnd('/') : null;
    }

    public static string ShowPath(string slug) => $"/shows/{slug}";

    public static string ReservePath(int performanceId) => FormattableString.Invariant($"/performances/{performanceId}/reserve");
}
