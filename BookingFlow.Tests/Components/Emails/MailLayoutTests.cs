using BookingFlow.Web.Components.Emails;
using Bunit;

namespace BookingFlow.Tests.Components.Emails;

public sealed class MailLayoutTests : MailTest
{
    [Fact]
    public void Layout_contains_the_language_title_venue_and_reason()
    {
        var mail = Render<MailLayout>(p => p.Add(c => c.Facts, Facts).Add(c => c.Title, "Confirm your seats").AddChildContent("<p>Hello</p>")).Markup;

        Assert.Contains("<html lang=\"en\">", mail, StringComparison.Ordinal);
        Assert.Contains("<title>Confirm your seats</title>", mail, StringComparison.Ordinal);
        Assert.Contains("<p>Hello</p>", mail, StringComparison.Ordinal);
        Assert.Contains("reserve seats at Theater am Kanal", mail, StringComparison.Ordinal);
        Assert.Contains("href=\"https://tickets.example.org/\"", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void Layout_loads_no_external_resource()
    {
        var mail = Render<MailLayout>(p => p.Add(c => c.Facts, Facts).Add(c => c.Title, "x").AddChildContent("y")).Markup;

        Assert.DoesNotContain("<link", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", mail, StringComparison.Ordinal);
    }
}
