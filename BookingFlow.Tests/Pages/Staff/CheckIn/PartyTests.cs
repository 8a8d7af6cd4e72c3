using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class PartyTests : PartiesTests
{
    [Fact]
    public async Task Without_a_code_the_party_is_seen_first_and_then_let_in_with_one_press()
    {
        var party = await AddAsync(AParty().Named("Zoë Müller").WithNotes("On crutches").Confirmed());
        var page = await Dora.OpenAsync(Home(party));
        foreach (var fact in new[] { "Zoë Müller", "5 people", party.Reference, "On crutches", Tonight.Show.Title, Tonight.Room.Name })
        {
            Assert.Contains(fact, page.Text, StringComparison.Ordinal);
        }

        Assert.Null(await InsideAsync(party));
        var answer = await Dora.SubmitAsync(page, "form.party-admit");

        Assert.Equal(200, answer.Status);
        Assert.Contains("Zoë Müller", answer.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        Assert.Equal(5, await InsideAsync(party));
    }

    [Fact]
    public async Task Part_of_a_party_comes_in_and_the_rest_follows_and_each_stands_in_the_history_with_who_and_which_door()
    {
        SetDoor(Dora, Tonight);
        var party = await AddAsync(AParty().Confirmed());

        var some = await LetInAsync(Dora, party, "3");
        Assert.Contains("Inside: 3 of 5, 2 still to come", some.Text, StringComparison.Ordinal);
        Assert.Equal("2", some.Find("#People").GetAttribute("value"));
        var all = await Dora.SubmitAsync(some, "form.party-admit");

        Assert.Equal(5, await InsideAsync(party));
        Assert.Null(all.Document.QuerySelector("form.party-admit"));
        Assert.Contains("3 people let in, by Dora At the door “Main”", all.Text, StringComparison.Ordinal);
        Assert.Contains("2 more people let in, by Dora", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_answered_as_the_first_time_and_lets_nobody_else_in()
    {
        var party = await AddAsync(AParty().Confirmed());
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(Home(party)), "form.party-admit", ("People", "3"));

        var first = await Dora.PostAsync(Home(party), form);
        var second = await Dora.PostAsync(Home(party), form);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find(".outcome").TextContent, second.Find(".outcome").TextContent);
        Assert.Equal(3, await InsideAsync(party));
    }

    [Fact]
    public async Task A_form_that_was_shown_before_a_colleague_let_some_in_does_not_let_the_rest_in()
    {
        var party = await AddAsync(AParty().Confirmed());
        var shown = await Dora.OpenAsync(Home(party));
        await LetInAsync(Bea, party, "3");

        var refused = await Dora.SubmitAsync(shown, "form.party-admit");

        Assert.Equal(409, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".outcome--wait"));
        Assert.Equal(3, await InsideAsync(party));
        Assert.Equal("2", refused.Find("#People").GetAttribute("max"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("all")]
    public async Task How_many_are_here_has_to_be_a_number_of_the_party(string people)
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await LetInAsync(Dora, party, people);

        Assert.Equal(400, refused.Status);
        Assert.Equal("#People", refused.Find(".error-summary a").GetAttribute("href"));
        Assert.Null(await InsideAsync(party));
    }

    [Fact]
    public async Task What_stands_against_letting_it_in_is_said_instead_of_the_form()
    {
        var later = await App.AddAsync(new APerformance().At(App.Now.AddHours(5)));
        (AReservation Party, string Told)[] all =
        [
            (AParty(1).Cancelled(), "Cancelled"),
            (AParty(1), "Not confirmed"),
            (new AReservation().For(later).Confirmed(), "Doors not open yet"),
        ];
        foreach (var (built, told) in all)
        {
            var page = await Dora.OpenAsync(Home(await AddAsync(built)));
            Assert.Equal(200, page.Status);
            Assert.Contains(told, page.Find(".party-against").TextContent, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("form.party-admit"));
        }

        SetDoor(Dora, later);
        Assert.Contains(
            "Wrong performance", (await Dora.OpenAsync(Home(await AddAsync(AParty(1).Confirmed())))).Find(".party-against").TextContent,
            StringComparison.Ordinal);
        Assert.Equal(404, (await Dora.OpenAsync("/staff/check-in/parties/4711")).Status);
        Assert.Equal(404, (await Bea.OpenAsync("/staff/check-in/parties/4711/undo")).Status);
        Assert.Equal(404, (await Bea.OpenAsync("/staff/check-in/parties/4711/move")).Status);
    }

    [Fact]
    public async Task A_refusal_at_the_press_is_told_as_at_the_station_and_stands_in_the_history()
    {
        var party = await AddAsync(AParty().Confirmed());
        var shown = await Dora.OpenAsync(Home(party));
        await App.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.StartsAt, App.Now.AddHours(4))));

        var refused = await Dora.SubmitAsync(shown, "form.party-admit");

        Assert.Equal(409, refused.Status);
        Assert.Contains("Doors not open yet", refused.Find(".outcome--wait").TextContent, StringComparison.Ordinal);
        Assert.Contains("Before the doors opened, by Dora", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_shown_again_with_what_was_typed()
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await Dora.PostAsync(Home(party), ("People", "4"));

        Assert.Equal(400, refused.Status);
        Assert.Equal("4", refused.Find("#People").GetAttribute("value"));
        Assert.Null(await InsideAsync(party));
    }
}
