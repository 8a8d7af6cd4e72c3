using BookingFlow.Tests.Domain.Door;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class FindTests : PartyPageTestBase
{
    [Theory]
    [InlineData("muller")]
    [InlineData("Zoë MÜLLER")]
    [InlineData("müller zoe")]
    [InlineData("ül oe")]
    [InlineData("zoe@visitors")]
    [InlineData("qf-2")]
    public async Task Search_matches_any_part_of_name_email_or_reference(string query)
    {
        await AddAsync(AParty().Named("Zoë Müller").WithEmail("zoe@visitors.example").WithReference("K7QF-2M").Confirmed());
        await AddAsync(AParty(1).Named("Ada Lovelace").Confirmed());

        var found = await FindAsync($"q={Uri.EscapeDataString(query)}");

        Assert.Equal(["Zoë Müller"], Names(found));
        Assert.DoesNotContain("visitors.example", found.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complete_reference_redirects_to_its_party_even_on_another_date()
    {
        var other = new AReservation().For(await App.AddAsync(new APerformance().At(App.Now.AddDays(5)))).WithReference("K7QF-2M").Confirmed();
        var party = await AddAsync(other);

        Assert.Equal(PartyPath(party), (await FindAsync("q=k7qf+2m")).Location);
        Assert.Contains(
            "If seats are left tonight, the box office can move this party to tonight.", (await Dora.OpenAsync(PartyPath(party))).Text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows en off")]
    [InlineData("windows it off")]
    [InlineData("windows fr off")]
    public async Task A_scanned_ticket_redirects_to_its_party_and_admits_nobody(string keyboard)
    {
        var ticket = Token.New();
        var party = AParty().Confirmed().Build();
        await App.AddTicketAsync(party, ticket);
        var scanned = ComputerKeyboard.Named(keyboard).Type($"{App.Address}/check-in/{ticket.CheckIn.Text}");

        Assert.Equal(PartyPath(party), (await FindAsync("q=" + Uri.EscapeDataString(scanned))).Location);
        Assert.Equal($"/staff/reservations/{party.Id}", (await Bea.OpenAsync("/staff/reservations?q=" + Uri.EscapeDataString(scanned))).Location);
        Assert.Empty(Names(await FindAsync("q=" + Token.New().Text)));
        Assert.Null(await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task Confirmed_parties_come_first_and_every_party_shows_its_status()
    {
        await AddAsync(AParty(1).Named("Party A").Cancelled());
        await AddAsync(AParty(1).Named("Party B"));
        await AddAsync(AParty(1).Named("Party C").Expired());
        var partlyInside = await AddAsync(AParty(3).Named("Party D").Confirmed());
        await AddAsync(AParty(1).Named("Party E").Confirmed());
        var fullyInside = await AddAsync(AParty(2).Named("Party F").Confirmed());
        await AdmitAsync(Dora, partlyInside, "2");
        await AdmitAsync(Dora, fullyInside, "2");

        var found = await FindAsync("q=party");

        Assert.Equal(
            [
                ("Party D", "Checked in: 2 of 3"), ("Party E", "Still to come"), ("Party F", "Checked in: 2 of 2"), ("Party A", "Cancelled"),
                ("Party B", "Not confirmed"), ("Party C", "Not confirmed"),
            ],
            Names(found).Zip(found.Document.QuerySelectorAll(".find .status").Select(s => s.TextContent)));
        Assert.Equal(PartyPath(partlyInside), found.Find(".find tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task Search_covers_the_performance_of_the_door_then_all_of_tonight_but_no_other_date()
    {
        var later = await App.AddAsync(App.APerformanceTonight().At(App.Now.AddHours(3)));
        await AddAsync(AParty(1).Named("Ada Here").Confirmed());
        await AddAsync(new AReservation().For(later).Named("Ada Later").Confirmed());
        await AddAsync(new AReservation().For(await App.AddAsync(new APerformance().At(App.Now.AddDays(3)))).Named("Ada Another Day").Confirmed());
        Assert.Equal(["Ada Here", "Ada Later"], Names(await FindAsync("q=ada")));

        SetDoor(Dora, Tonight);
        Assert.Equal(["Ada Here"], Names(await FindAsync("q=ada")));
        var none = await FindAsync("q=later");
        Assert.Empty(Names(none));
        Assert.Equal(["Ada Later"], Names(await Dora.OpenAsync(none.Link("performance=all"))));
        Assert.Equal(["Ada Later"], Names(await FindAsync($"q=ada&performance={later.Id}")));
        Assert.Equal(["Ada Here", "Ada Later"], Names(await FindAsync("q=ada&performance=nonsense")));
    }

    [Fact]
    public async Task Results_are_paged_and_the_pages_keep_the_query()
    {
        var largePerformance = App.APerformanceTonight().WithCapacity(500).Build();
        await App.Database.AddAsync(
            [.. Enumerable.Range(1, 60).Select(i => new AReservation().For(largePerformance).Named($"Party {i:00}").OfParty(1).Confirmed().Build())]);

        var first = await Bea.OpenAsync("/staff/check-in/find?q=party&performance=all");
        Assert.Equal(50, Names(first).Count);
        var second = await Bea.OpenAsync(first.Find(".paging a[rel=next]").GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(51, 10).Select(i => $"Party {i}"), Names(second));
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("q=", 200)]
    [InlineData("q=p", 400)]
    [InlineData("q=p+a", 400)]
    [InlineData("q=@.", 400)]
    [InlineData("q=%25%25", 400)]
    public async Task Stewards_see_nobody_without_two_letters_and_the_box_office_everybody(string query, int expected)
    {
        await AddAsync(AParty(1).Named("Party A").Confirmed());

        var found = await FindAsync(query);

        Assert.Equal(expected, found.Status);
        Assert.DoesNotContain("Party A", found.Body, StringComparison.Ordinal);
        Assert.Contains("at least 2 letters", found.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await Bea.OpenAsync($"/staff/check-in/find?{query}")).Status);
        Assert.Equal(["Party A"], Names(await Bea.OpenAsync("/staff/check-in/find?q=p")));
    }

    [Fact]
    public async Task Stewards_see_the_first_parties_only()
    {
        var largePerformance = App.APerformanceTonight().WithCapacity(500).Build();
        await App.Database.AddAsync(
            [.. Enumerable.Range(1, 21).Select(i => new AReservation().For(largePerformance).Named($"Party {i:00}").OfParty(1).Confirmed().Build())]);

        foreach (var page in new[] { 1, 2 })
        {
            var found = await FindAsync($"q=party&performance=all&page={page}");
            Assert.Equal(Enumerable.Range(1, 20).Select(i => $"Party {i:00}"), Names(found));
            Assert.Contains("Only the first 20 parties", found.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Only the first", (await FindAsync("q=party+1&performance=all")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_box_office_gets_a_link_to_search_all_reservations()
    {
        Assert.Equal("/staff/reservations?q=ada", (await Bea.OpenAsync("/staff/check-in/find?q=ada")).Link("/staff/reservations?"));
        Assert.Null((await FindAsync("q=ada")).Document.QuerySelector("main a[href*='/staff/reservations']"));
    }

    private Task<BrowserResponse> FindAsync(string query) => Dora.OpenAsync($"/staff/check-in/find?{query}");

    private static List<string> Names(BrowserResponse found) =>
        [.. found.Document.QuerySelectorAll(".find tbody th").Select(cell => cell.TextContent.Trim())];
}
