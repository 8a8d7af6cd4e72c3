using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;
using Microsoft.AspNetCore.Components;

namespace BookingFlow.Tests.Components.Emails;

/// <summary>Base class of mail component tests, with the facts of a mail about two seats for The Seagull.</summary>
public abstract class MailTest : ComponentTest
{
    protected const string Link = "https://tickets.example.org/somewhere/Zq3_x-9A";

    protected static MailFacts Facts { get; } = new(
        Venue, "Ada Lovelace", 2, "K7QF-2M", Seagull, Link, Utc(day: 26, hour: 19), "https://tickets.example.org/",
        "You are receiving this email because this address was used to reserve seats at Theater am Kanal.")
    {
        QrSource = "cid:ticket-qr",
    };

    /// <summary>The facts of a notice about the same two seats.</summary>
    protected static NoticeFacts Notice { get; } = new(Venue, Facts.Name, Facts.Home, Facts.Reason)
    {
        Title = "Something happened",
        Sentences = [new Phrase("It happened at {0}.", StartsAt), new Phrase("There is one thing to do.")],
        Party = Facts,
        ActionLink = new Link(Link, "View show details"),
    };

    /// <summary>Renders a plain-text mail as it is sent: without HTML encoding.</summary>
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
