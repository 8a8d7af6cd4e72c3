using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class PartyTests : PartyPageTestBase
{
    [Fact]
    public async Task A_party_found_without_its_code_is_shown_first_and_then_admitted()
    {
        var party = await AddAsync(AParty().Named("Zoë Müller").WithNotes("On crutches").Confirmed());
        var page = await Dora.OpenAsync(PartyPath(party));
        foreach (var fact in new[] { "Zoë Müller", "5 people", party.Reference, "On crutches", Tonight.Show.Title, Tonight.Room.Name })
        {
            Assert.Contains(fact, page.Text, StringComparison.Ordinal);
        }

        Assert.Null(await PeopleInsideAsync(party));
        var response = await Dora.SubmitAsync(page, "form.party-admit");

        Assert.Equal(200, response.Status);
        Assert.Contains("Zoë Müller", response.Find(".outcome--in").TextContent, StringComparison.Ordinal);
        Assert.Equal(5, await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task A_party_admitted_in_two_parts_has_a_history_entry_for_each_with_steward_and_door()
    {
        SetDoor(Dora, Tonight);
        var party = await AddAsync(AParty().Confirmed());

        var afterFirst = await AdmitAsync(Dora, party, "3");
        Assert.Contains("Checked in: 3 of 5, 2 still to come", afterFirst.Text, StringComparison.Ordinal);
        Assert.Equal("2", afterFirst.Find("#People").GetAttribute("value"));
        var afterSecond = await Dora.SubmitAsync(afterFirst, "form.party-admit");

        Assert.Equal(5, await PeopleInsideAsync(party));
        Assert.Null(afterSecond.Document.QuerySelector("form.party-admit"));
        Assert.Contains("3 people checked in, by Dora Door: Main", afterSecond.Text, StringComparison.Ordinal);
        Assert.Contains("2 more people checked in, by Dora", afterSecond.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submitting_the_same_form_twice_admits_once_with_the_same_response()
    {
        var party = await AddAsync(AParty().Confirmed());
        var form = NoScriptBrowser.Fields(await Dora.OpenAsync(PartyPath(party)), "form.party-admit", ("People", "3"));

        var first = await Dora.PostAsync(PartyPath(party), form);
        var second = await Dora.PostAsync(PartyPath(party), form);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Equal(first.Find(".outcome").TextContent, second.Find(".outcome").TextContent);
        Assert.Equal(3, await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task A_form_opened_before_a_colleague_admitted_part_of_the_party_is_refused()
    {
        var party = await AddAsync(AParty().Confirmed());
        var shown = await Dora.OpenAsync(PartyPath(party));
        await AdmitAsync(Bea, party, "3");

        var refused = await Dora.SubmitAsync(shown, "form.party-admit");

        Assert.Equal(409, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".outcome--wait"));
        Assert.Equal(3, await PeopleInsideAsync(party));
        Assert.Equal("2", refused.Find("#People").GetAttribute("max"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("6")]
    [InlineData("all")]
    public async Task An_invalid_number_of_people_is_refused(string people)
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await AdmitAsync(Dora, party, people);

        Assert.Equal(400, refused.Status);
        Assert.Equal("#People", refused.Find(".error-summary a").GetAttribute("href"));
        Assert.Null(await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task A_party_that_cannot_be_admitted_shows_the_reason_instead_of_the_form()
    {
        var later = await App.AddAsync(new APerformance().At(App.Now.AddHours(5)));
        (AReservation Party, string Expected)[] cases =
        [
            (AParty(1).Cancelled(), "Cancelled"),
            (AParty(1), "Not confirmed"),
            (new AReservation().For(later).Confirmed(), "Doors not open yet"),
        ];
        foreach (var (built, expected) in cases)
        {
            var page = await Dora.OpenAsync(PartyPath(await AddAsync(built)));
            Assert.Equal(200, page.Status);
            Assert.Contains(expected, page.Find(".party-refusal").TextContent, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("form.party-admit"));
        }

        SetDoor(Dora, later);
        Assert.Contains(
            "Wrong performance", (await Dora.OpenAsync(PartyPath(await AddAsync(AParty(1).Confirmed())))).Find(".party-refusal").TextContent,
            StringComparison.Ordinal);
        Assert.Equal(404, (await Dora.OpenAsync("/staff/check-in/parties/4711")).Status);
        Assert.Equal(404, (await Bea.OpenAsync("/staff/check-in/parties/4711/undo")).Status);
        Assert.Equal(404, (await Bea.OpenAsync("/staff/check-in/parties/4711/move")).Status);
    }

    [Fact]
    public async Task A_refused_check_in_shows_the_reason_and_is_added_to_the_history()
    {
        var party = await AddAsync(AParty().Confirmed());
        var shown = await Dora.OpenAsync(PartyPath(party));
        await App.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.StartsAt, App.Now.AddHours(4))));

        var refused = await Dora.SubmitAsync(shown, "form.party-admit");

        Assert.Equal(409, refused.Status);
        Assert.Contains("Doors not open yet", refused.Find(".outcome--wait").TextContent, StringComparison.Ordinal);
        Assert.Contains("Before doors opened, by Dora", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_shown_again_with_its_input()
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await Dora.PostAsync(PartyPath(party), ("People", "4"));

        Assert.Equal(400, refused.Status);
        Assert.Equal("4", refused.Find("#People").GetAttribute("value"));
        Assert.Null(await PeopleInsideAsync(party));
    }
}
