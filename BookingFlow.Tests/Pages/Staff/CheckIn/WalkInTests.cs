using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class WalkInTests : PartiesTests
{
    private const string Path = "/staff/check-in/walk-in", Form = "form.walk-in";

    [Fact]
    public async Task A_party_from_the_street_comes_in_and_the_form_is_ready_for_the_next()
    {
        var page = await Dora.OpenAsync(Path);

        var answer = await Dora.SubmitAsync(page, Form, ("PartySize", "3"));

        Assert.Equal(200, answer.Status);
        Assert.Contains("Walk-in", answer.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        Assert.Equal("", answer.Find("#PartySize").GetAttribute("value") ?? "");
        Assert.NotEqual(RequestId(page), RequestId(answer));
        Assert.StartsWith("7 left: ", answer.Find("#Performance option").TextContent, StringComparison.Ordinal);
        var party = Assert.Single(await PartiesAsync());
        Assert.Equal((ReservationStatus.Confirmed, 3, null), (party.Status, party.PartySize, party.Email));
        Assert.Equal(3, await InsideAsync(party));
        Assert.Equal(200, (await Dora.SubmitAsync(answer, Form, ("PartySize", "2"), ("Name", "Ada"))).Status);
        Assert.Equal(["Walk-in", "Ada"], (await PartiesAsync()).Select(p => p.Name));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_party()
    {
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        var (first, second) = (await Dora.PostAsync(Path, form), await Dora.PostAsync(Path, form));

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find(".outcome").TextContent, second.Find(".outcome").TextContent);
        Assert.Single(await PartiesAsync());
    }

    [Fact]
    public async Task When_it_was_undone_the_form_sent_again_asks_once_more_and_only_then_lets_a_party_in()
    {
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));
        await Dora.PostAsync(Path, form);
        var party = Assert.Single(await PartiesAsync());
        await Dora.SubmitAsync(await Dora.OpenAsync($"{Home(party)}/undo"), "main form", ("Reason", "Left again"));

        var again = await Dora.PostAsync(Path, form);

        Assert.Equal(400, again.Status);
        Assert.Null(await InsideAsync(party));
        Assert.Equal("3", again.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(200, (await Dora.SubmitAsync(again, Form)).Status);
        Assert.Equal(2, (await PartiesAsync()).Count);
    }

    [Fact]
    public async Task More_than_there_are_seats_do_not_come_in_and_it_is_said_how_many_could()
    {
        await AddAsync(AParty(8).Confirmed());

        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        Assert.Equal(409, refused.Status);
        Assert.Contains("2 seats are left. Nothing was changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("3", refused.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(200, (await Dora.SubmitAsync(refused, Form, ("PartySize", "2"))).Status);
    }

    [Fact]
    public async Task Before_the_doors_open_it_is_said_when_they_will()
    {
        await App.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.StartsAt, App.Now.AddHours(4))));

        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", "3"));

        Assert.Equal(409, refused.Status);
        Assert.Contains("Doors not open yet", refused.Find(".outcome--wait").TextContent, StringComparison.Ordinal);
        Assert.Empty(await PartiesAsync());
    }

    [Fact]
    public async Task A_door_lets_walk_ins_in_to_its_own_performance_and_a_device_without_one_asks_which()
    {
        var later = await App.AddAsync(App.APerformanceTonight().At(App.Now.AddMinutes(50)));
        var asked = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", ""));
        Assert.Equal(400, asked.Status);
        Assert.Equal(["#PartySize", "#Performance"], asked.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")));

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
    public async Task It_has_to_be_said_how_many_they_are(string people)
    {
        var refused = await Dora.SubmitAsync(await Dora.OpenAsync(Path), Form, ("PartySize", people), ("Name", "Ada"));

        Assert.Equal(400, refused.Status);
        Assert.Equal(("Ada", people), (refused.Find("#Name").GetAttribute("value"), refused.Find("#PartySize").GetAttribute("value")));
        Assert.Empty(await PartiesAsync());
    }

    private static string? RequestId(Place page) => page.Find($"{Form} [name=RequestId]").GetAttribute("value");

    private Task<List<Reservation>> PartiesAsync() =>
        App.Database.ReadAsync(db => db.Reservations.Where(r => r.Email == null).OrderBy(r => r.Id).ToListAsync());
}
