using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class PerformanceChangedMailTextTests : MailTest
{
    [Fact]
    public void The_link_to_the_party_s_page_follows_the_sentence_about_it() => Assert.Contains(
        "\n\nFewer of you?\nhttps://tickets.example/party/abc\n\n", Plain<PerformanceChangedMailText>(PerformanceChangedMailTests.Changed()),
        StringComparison.Ordinal);

    [Fact]
    public void Plain_text_says_the_same_as_the_HTML_version() => Assert.StartsWith(
        $"""
        Hello Ada Lovelace,

        Your performance has changed. Theater am Kanal has changed the performance for which you hold a ticket. Your seats and your ticket stay valid.

        Before:
        The Tempest
        Thursday 26 November 2026, 20:00
        Cellar

        Now:
        Show: The Seagull
        When: Friday 27 November 2026, 20:00
        Room: Main Stage
        Party size: 2 people
        Reference: K7QF-2M

        Your ticket is below, with the new details. The attached file updates your calendar.

        You can also view or print your ticket here:
        {Link}

        """.ReplaceLineEndings("\n"),
        Plain<PerformanceChangedMailText>(PerformanceChangedMailTests.Changed()),
        StringComparison.Ordinal);
}
