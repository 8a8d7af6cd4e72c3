namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class FindTests : PartiesTests
{
    [Theory]
    [InlineData("muller")]
    [InlineData("Zoë MÜLLER")]
    [InlineData("müller zoe")]
    [InlineData("ül oe")]
    [InlineData("zoe@visitors")]
    [InlineData("qf-2")]
    public async Task A_steward_in_a_hurry_finds_the_party_by_any_part_of_its_name_address_or_reference(string typed)
    {
        await AddAsync(AParty().Named("Zoë Müller").WithEmail("zoe@visitors.example").WithReference("K7QF-2M").Confirmed());
        await AddAsync(AParty(1).Named("Ada Lovelace").Confirmed());

        var found = await FindAsync($"q={Uri.EscapeDataString(typed)}");

        Assert.Equal(["Zoë Müller"], Names(found));
        Assert.DoesNotContain("visitors.example", found.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_reference_leads_straight_to_its_party_also_when_that_is_for_another_evening()
    {
        var other = new AReservation().For(await App.AddAsync(new APerformance().At(App.Now.AddDays(5)))).WithReference("K7QF-2M").Confirmed();
        var party = await AddAsync(other);

        Assert.Equal(Home(party), (await FindAsync("q=k7qf+2m")).Location);
        Assert.Contains(
            "If seats are left tonight, the box office can move this party there.", (await Dora.OpenAsync(Home(party))).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_ticket_comes_first_and_who_has_none_is_found_too_and_says_so()
    {
        await AddAsync(AParty(1).Named("Party A").Cancelled());
        await AddAsync(AParty(1).Named("Party B"));
        await AddAsync(AParty(1).Named("Party C").Expired());
        var part = await AddAsync(AParty(3).Named("Party D").Confirmed());
        await AddAsync(AParty(1).Named("Party E").Confirmed());
        var all = await AddAsync(AParty(2).Named("Party F").Confirmed());
        await LetInAsync(Dora, part, "2");
        await LetInAsync(Dora, all, "2");

        var found = await FindAsync("q=party");

        Assert.Equal(
            [
                ("Party D", "Inside: 2 of 3"), ("Party E", "Still to come"), ("Party F", "Inside: 2 of 2"), ("Party A", "Cancelled"),
                ("Party B", "Not confirmed"), ("Party C", "Not confirmed"),
            ],
            Names(found).Zip(found.Document.QuerySelectorAll(".find .status").Select(s => s.TextContent)));
        Assert.Equal(Home(part), found.Find(".find tbody a").GetAttribute("href"));
    }

    [Fact]
    public async Task A_door_looks_among_its_own_parties_first_and_then_in_all_of_tonight_and_never_in_another_evening()
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
    public async Task A_long_list_has_pages_that_keep_what_was_looked_for()
    {
        var big = App.APerformanceTonight().WithCapacity(500).Build();
        await App.Database.AddAsync(
            [.. Enumerable.Range(1, 60).Select(i => new AReservation().For(big).Named($"Party {i:00}").OfParty(1).Confirmed().Build())]);

        var first = await FindAsync("q=party&performance=all");
        Assert.Equal(50, Names(first).Count);
        var second = await Dora.OpenAsync(first.Find(".paging a[rel=next]").GetAttribute("href")!);
        Assert.Equal(Enumerable.Range(51, 10).Select(i => $"Party {i}"), Names(second));
    }

    [Fact]
    public async Task The_box_office_goes_on_to_the_reservations_of_every_evening()
    {
        Assert.Equal("/staff/reservations?q=ada", (await Bea.OpenAsync("/staff/check-in/find?q=ada")).Link("/staff/reservations?"));
        Assert.Null((await FindAsync("q=ada")).Document.QuerySelector("main a[href*='/staff/reservations']"));
    }

    private Task<Infrastructure.Browsers.Place> FindAsync(string query) => Dora.OpenAsync($"/staff/check-in/find?{query}");

    private static List<string> Names(Infrastructure.Browsers.Place found) =>
        [.. found.Document.QuerySelectorAll(".find tbody th").Select(cell => cell.TextContent.Trim())];
}
