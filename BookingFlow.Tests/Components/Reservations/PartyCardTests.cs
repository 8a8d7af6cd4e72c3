using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class PartyCardTests : ComponentTest
{
    [Fact]
    public void Party_card_shows_the_name_party_size_performance_and_reference() => Render<PartyCard>(p => p
        .Add(c => c.Venue, Venue)
        .Add(c => c.Performance, Seagull)
        .Add(c => c.Name, "Ada Lovelace")
        .Add(c => c.PartySize, 1)
        .Add(c => c.Reference, "K7QF-2M")).MarkupMatches(
            """
            <section class="party">
                <h1 class="party-name">Ada Lovelace</h1>
                <p class="party-people">1 person</p>
                <p class="party-what">The Seagull, Main Stage</p>
                <p class="party-what"><time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time></p>
                <p class="party-reference"><span class="ticket-label">Reference</span> <span class="reference">K7QF-2M</span></p>
            </section>
            """);
}
