using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class ConfirmationMailTests : MailTest
{
    [Fact]
    public void The_link_of_a_party_that_asked_for_the_waiting_list_joins_it()
    {
        var html = Html<ConfirmationMail>(Facts with { Waits = true });

        Assert.Contains("Join the waiting list", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Confirm your seats", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello Ada Lovelace,")]
    [InlineData("You asked for 2 seats. They are not yours yet")]
    [InlineData("The Seagull")]
    [InlineData("Main Stage")]
    [InlineData("2 people")]
    [InlineData(">Confirm your seats</a>")]
    [InlineData(">" + Link + "</a>")]
    [InlineData("""This link expires on <time datetime="2026-11-26T20:00+01:00">Thursday 26 November 2026, 20:00</time>.""")]
    [InlineData("If this was not you, ignore this email.")]
    public void Confirmation_mail_contains_the_greeting_reservation_link_and_expiry(string words) =>
        Assert.Contains(words, Html<ConfirmationMail>(), StringComparison.Ordinal);

    [Fact]
    public void Visitor_input_is_HTML_encoded() => Assert.DoesNotContain(
        "<img", Html<ConfirmationMail>(Facts with { Name = "<img src=x>" }), StringComparison.Ordinal);
}
