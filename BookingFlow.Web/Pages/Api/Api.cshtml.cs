using System.Globalization;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Api;

/// <summary>Tells the makers of other websites how to show the programme there.</summary>
public sealed class ApiModel(Venue venue, PublicLinks links, TimeProvider clock) : BasePage
{
    /// <summary>Address of the performances of the coming month.</summary>
    public string DataSample { get; private set; } = "";

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public void OnGet()
    {
        var today = DateOnly.FromDateTime(venue.Local(clock.GetUtcNow().UtcDateTime).DateTime);
        DataSample = string.Create(
            CultureInfo.InvariantCulture, $"{links.Programme}?from={today:yyyy-MM-dd}&to={today.AddMonths(1):yyyy-MM-dd}&language={Language}");
    }

    /// <summary>The element of the web component, and its script.</summary>
    public string ComponentSample(string linkText) =>
        $"""
        <script src="{links.EmbedScript}" async></script>
        <bookingflow-programme>
          <a href="{links.Home}">{linkText}</a>
        </bookingflow-programme>
        """;

    public string FrameSample(string title) =>
        $"""<iframe src="{links.Embed}?language={Language}" title="{title}" width="100%" height="600" style="border: 0"></iframe>""";
}
