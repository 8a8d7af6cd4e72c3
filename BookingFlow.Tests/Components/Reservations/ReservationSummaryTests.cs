using BookingFlow.Web.Components.Reservations;
using Bunit;

namespace BookingFlow.Tests.Components.Reservations;

public sealed class ReservationSummaryTests : ComponentTest
{
    [Fact]
    public void Summary_shows_the_performance_name_party_size_and_reference() => Summary("K7QF-2M").MarkupMatches(
        """
        <dl class="summary">
            <div><dt>Show</dt><dd>The Seagull</dd></div>
            <div><dt>When</dt><dd><time datetime="2026-11-27T20:00+01:00">Friday 27 November 2026, 20:00</time></dd></div>
            <div><dt>Room</dt><dd>Main Stage</dd></div>
            <div><dt>Name</dt><dd>Ada Lovelace</dd></div>
            <div><dt>Party size</dt><dd>2 people</dd></div>
            <div><dt>Reference</dt><dd class="reference">K7QF-2M</dd></div>
        </dl>
        """);

    [Fact]
    public void Summary_without_a_reference_omits_its_row() =>
        Assert.DoesNotContain("Reference", Summary(reference: null).Markup, StringComparison.Ordinal);

    private IRenderedComponent<ReservationSummary> Summary(string? reference) => Render<ReservationSummary>(p => p
        .Add(c => c.Venue, Venue)
        .Add(c => c.Performance, Seagull)
        .Add(c => c.Name, "Ada Lovelace")
        .Add(c => c.PartySize, 2)
        .Add(c => c.Reference, reference));
}
