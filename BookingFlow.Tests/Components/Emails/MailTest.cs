using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;
using Microsoft.AspNetCore.Components;

namespace BookingFlow.Tests.Components.Emails;

/// <summary>A mail about two seats for The Seagull.</summary>
public abstract class MailTest : ComponentTest
{
    protected const string Link = "https://tickets.example.org/somewhere/Zq3_x-9A";

    protected static MailFacts Facts { get; } = new(
        Venue, "Ada Lovelace", 2, "K7QF-2M", Seagull, Link, Utc(day: 26, hour: 19), "https://tickets.example.org/",
        "You are receiving this email because this address was used to reserve seats at Theater am Kanal.")
    {
        QrSource = "cid:ticket-qr",
    };

    /// <summary>A mail that only tells something about the same two seats.</summary>
    protected static NoticeFacts Notice { get; } = new(Venue, Facts.Name, Facts.Home, Facts.Reason)
    {
        Title = "Something happened",
        Sentences = [new Phrase("It happened at {0}.", Evening), new Phrase("There is one thing to do.")],
        Party = Facts,
        ActionLink = new Link(Link, "View show details"),
    };

    /// <summary>As it is sent: nothing is encoded in a plain text.</summary>
    protected string Plain<TMail>(MailFrame? facts = null)
        where TMail : ComponentBase => System.Net.WebUtility.HtmlDecode(Html<TMail>(facts)).Trim();

    protected string Html<TMail>(MailFrame? facts = null)
        where TMail : ComponentBase => Render(builder =>
        {
            builder.OpenComponent<TMail>(0);
            builder.AddMultipleAttributes(1, [new KeyValuePair<string, object>("Facts", facts ?? Facts)]);
            builder.CloseComponent();
        }).Markup.ReplaceLineEndings("\n");
}
