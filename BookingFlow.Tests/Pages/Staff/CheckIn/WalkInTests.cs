using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class WalkInTests : PartyPageTestBase
{
    private const string Path = "/staff/check-in/walk-in", Form = "form.walk-in";

    [Fact]
    public async Task A_walk_in_party_is_admitted_and_the_form_is_cleared()
    {
        var page = await Dora.OpenAsync(Path);

        var response = await Dora.SubmitAsync(page, Form, ("PartySize", "3"));

        Assert.Equal(200, response.Status);
        Assert.Contains("Walk-in", response.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        Assert.Equal("", response.Find("#PartySize").GetAttribute("value") ?? "");
        Assert.NotEqual(RequestId(page), RequestId(response));
        Assert.StartsWith("7 left: ", response.Find("#Performance option").TextContent, StringComparison.Ordinal);
        var party = Assert.Single(await PartiesAsync());
        Assert.Equal((ReservationStatus.Confirmed, 3, null), (party.Status, party.PartySize, party.Email));
        Assert.Equal(3, await PeopleInsideAsync(party));
        Assert.Equal(200, (await Dora.SubmitAsync(response, Form, ("PartySize", "2"), ("Name", "Ada"))).Status);
        Assert.Equal(["Walk-in", "Ada"], (await PartiesAsync()).Select(p => p.Name));
    }

    [Fact]
    public async Task Submitting_the_same_form_twice_adds_one_party()
    {
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        var (first, second) = (await Dora.PostAsync(Path, form), await Dora.PostAsync(Path, form));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find(".outcome").TextContent, second.Find(".outcome").TextContent);
        Assert.Single(await PartiesAsync());
    }

    [Fact]
    public async Task Resubmitting_a_form_after_its_check_in_was_undone_shows_a_fresh_form()
    {
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));
        await Dora.PostAsync(Path, form);
        var party = Assert.Single(await PartiesAsync());
        await Dora.SubmitAsync(await Dora.OpenAsync($"{PartyPath(party)}/undo"), "main form", ("Reason", "Left again"));

        var again = await Dora.PostAsync(Path, form);

        Assert.Equal(400, again.Status);
        Assert.Null(await PeopleInsideAsync(party));
        Assert.Equal("3", again.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(200, (await Dora.SubmitAsync(again, Form)).Status);
        Assert.Equal(2, (await PartiesAsync()).Count);
    }

    [Fact]
    public async Task A_party_larger_than_the_seats_left_is_refused_with_their_number()
    {
        await AddAsync(AParty(8).Confirmed());

        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        Assert.Equal(409, refused.Status);
        Assert.Contains("2 seats are left. Nothing has been changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("3", refused.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(200, (await Dora.SubmitAsync(refused, Form, ("PartySize", "2"))).Status);
    }

    [Fact]
    public async Task Before_the_doors_open_a_walk_in_is_refused()
    {
        await App.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.StartsAt, App.Now.AddHours(4))));

        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        Assert.Equal(409, refused.Status);
        Assert.Contains("Doors not open yet", refused.Find(".outcome--wait").TextContent, StringComparison.Ordinal);
        Assert.Empty(await PartiesAsync());
    }

    [Fact]
    public async Task A_walk_in_is_for_the_performance_of_the_door_or_the_steward_must_choose()
    {
        var later = await App.AddAsync(App.APerformanceTonight().At(App.Now.AddMinutes(50)));
        var withoutDoor = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", ""));
        Assert.Equal(400, withoutDoor.Status);
        Assert.Equal(["#PartySize", "#Performance"], withoutDoor.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));

        SetDoor(Dora, later);
        var here = await Dora.OpenAsync(Path);
        Assert.Equal([$"{later.Id}"], here.Document.QuerySelectorAll("#Performance option").Select(o => o.GetAttribute("value")!));
        Assert.Equal(200, (await Dora.SubmitAsync(here, Form, ("PartySize", "2"))).Status);
        Assert.Equal(later.Id, Assert.Single(await PartiesAsync()).PerformanceId);
        Assert.Equal(409, (await Dora.SubmitAsync(here, Form, ("PartySize", "2"), ("Performance", $"{Tonight.Id}"))).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("two")]
    [InlineData("101")]
    public async Task An_invalid_party_size_is_refused(string people)
    {
        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", people), ("Name", "Ada"));

        Assert.Equal(400, refused.Status);
        Assert.Equal(("Ada", people), (refused.Find("#Name").GetAttribute("value"), refused.Find("#PartySize").GetAttribute("value")));
        Assert.Empty(await PartiesAsync());
    }

    [Fact]
    public async Task A_waiting_party_is_admitted_from_the_list_after_a_wrong_number_was_told_and_kept()
    {
        const string Waiting = "form.waiting-party";
        var party = await AddAsync(AParty(3).Named("Wanda").Waiting(App.Now));
        var page = await Dora.OpenAsync(Path);
        Assert.Equal("3", page.Find($"{Waiting} [name=People]").GetAttribute("value"));

        var refused = await Dora.SubmitAsync(page, Waiting, ("People", "4"));
        var admitted = await Dora.SubmitAsync(refused, Waiting, ("People", "2"));

        Assert.Equal(("#People", "4"), (refused.Find(".error-summary a").GetAttribute("href"), refused.Find("#People").GetAttribute("value")));
        Assert.Equal((400, 200), (refused.Status, admitted.Status));
        Assert.Contains("Wanda", admitted.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        Assert.Empty(admitted.Document.QuerySelectorAll(Waiting));
        Assert.Equal(2, await PeopleInsideAsync(party));
    }

    private static string? RequestId(BrowserResponse page) => page.Find($"{Form} [name=RequestId]").GetAttribute("value");

    private Task<List<Reservation>> PartiesAsync() =>
        App.Database.ReadAsync(db => db.Reservations.Where(r => r.Email == null).OrderBy(r => r.Id).ToListAsync());
}
