using BookingFlow.Web.Components;
using BookingFlow.Web.Components.Emails;

namespace BookingFlow.Tests.Components.Emails;

public sealed class PerformanceChangedMailTests : MailTest
{
    [Theory]
    [InlineData("The Tempest")]
    [InlineData("Thursday 26 November 2026, 20:00")]
    [InlineData("Cellar")]
    [InlineData("The Seagull")]
    [InlineData("Friday 27 November 2026, 20:00")]
    [InlineData("Main Stage")]
    [InlineData("src=\"cid:ticket-qr\"")]
    [InlineData("href=\"https://tickets.example/party/abc\"")]
    [InlineData("Fewer of you?")]
    public void Mail_has_the_old_and_the_new_details_the_ticket_and_how_to_release_the_seats(string words) =>
        Assert.Contains(words, Html<PerformanceChangedMail>(Changed()), StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_ticket_in_a_wallet_has_to_be_added_anew_where_the_venue_offers_wallets(bool mayBeInWallet)
    {
        const string Words = "If your ticket is in a wallet on your phone, it still has the old details there";
        var facts = Changed() with { MayBeInWallet = mayBeInWallet };
        Assert.Equal(mayBeInWallet, Html<PerformanceChangedMail>(facts).Contains(Words, StringComparison.Ordinal));
        Assert.Equal(mayBeInWallet, Plain<PerformanceChangedMailText>(facts).Contains(Words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_summary_says_when_the_doors_open_and_what_is_free_of_charge(bool isFree)
    {
        var facts = Changed() with { DoorsOpenAt = Seagull.StartsAt.AddMinutes(-45) };
        facts = facts with { Performance = facts.Performance with { IsFree = isFree } };
        Assert.Contains("Friday 27 November 2026, 20:00\nDoors open: 19:15\nRoom:", Plain<PerformanceChangedMailText>(facts), StringComparison.Ordinal);
        Assert.Contains(">19:15</time>", Html<PerformanceChangedMail>(facts), StringComparison.Ordinal);
        Assert.Equal(isFree, Plain<PerformanceChangedMailText>(facts).Contains("Reference: K7QF-2M\nAdmission: free\n", StringComparison.Ordinal));
        Assert.Equal(isFree, Html<PerformanceChangedMail>(facts).Contains(">Admission</th>", StringComparison.Ordinal));
    }

    /// <summary>The facts of a mail about a performance that was The Tempest in the Cellar, one day earlier.</summary>
    internal static MailFacts Changed() => Facts with
    {
        ExpiresAt = null,
        PartyLead = "Fewer of you?",
        PartyLink = new Link("https://tickets.example/party/abc", "Change it"),
        Before = PerformanceChange.From(
            new APerformance().Of(new AShow().Titled("The Tempest").Build()).In(new ARoom().Named("Cellar").Build())
                .At(Seagull.StartsAt.AddDays(-1)).Build(),
            Seagull.StartsAt.AddDays(-9)),
    };
}
