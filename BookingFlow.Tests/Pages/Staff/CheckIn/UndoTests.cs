using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class UndoTests : PartiesTests
{
    [Fact]
    public async Task A_steward_undoes_their_own_mistake_with_a_reason_and_the_party_can_come_in_again()
    {
        var party = await AddAsync(AParty().Confirmed());
        var inside = await LetInAsync(Dora, party, "5");
        var page = await Dora.OpenAsync(inside.Link("/undo"));

        var without = await Dora.SubmitAsync(page, "main form");
        Assert.Equal(400, without.Status);
        Assert.Equal("#Reason", without.Find(".error-summary a").GetAttribute("href"));
        var done = await Dora.SubmitAsync(page, "main form", ("Reason", "The other Ada"));

        Assert.Equal($"{Home(party)}?done=undone", done.Location);
        var after = await Dora.OpenAsync(done.Location!);
        Assert.Contains("Check-in undone, by Dora", after.Text, StringComparison.Ordinal);
        Assert.Null(await InsideAsync(party));
        Assert.Equal(200, (await Dora.SubmitAsync(after, "form.party-admit")).Status);
        Assert.Equal(5, await InsideAsync(party));
        Assert.Equal(
            "5 → 0: The other Ada",
            await App.Database.ReadAsync(db => db.AuditLog.Where(e => e.Act == AuditAction.CheckInUndone).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task A_miscount_is_corrected()
    {
        var party = await AddAsync(AParty().Confirmed());
        await LetInAsync(Dora, party, "5");
        var page = await Dora.OpenAsync($"{Home(party)}/undo");
        Assert.Equal(["0", "1", "2", "3", "4"], page.Document.QuerySelectorAll("#People option").Select(o => o.GetAttribute("value")!));

        var done = await Dora.SubmitAsync(page, "main form", ("People", "4"), ("Reason", "Miscounted"));

        Assert.Equal($"{Home(party)}?done=corrected", done.Location);
        Assert.Equal(4, await InsideAsync(party));
        Assert.Contains("Corrected: 4 people are inside, by Dora", (await Dora.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_minutes_the_steward_is_sent_to_the_box_office_which_can()
    {
        var party = await AddAsync(AParty().Confirmed());
        await LetInAsync(Dora, party, "5");
        var open = await Dora.OpenAsync($"{Home(party)}/undo");
        await CameInAgoAsync(party, TimeSpan.FromMinutes(2));

        foreach (var refused in new[] { await Dora.OpenAsync($"{Home(party)}/undo"),
            await Dora.SubmitAsync(open, "main form", ("Reason", "Mistake")) })
        {
            Assert.Equal(403, refused.Status);
            Assert.Contains("Ask the box office: it can undo every check-in, at any time.", refused.Text, StringComparison.Ordinal);
            Assert.Null(refused.Document.QuerySelector("main form"));
        }

        Assert.Null((await Dora.OpenAsync(Home(party))).Document.QuerySelector("a[href$='/undo']"));
        Assert.Equal(5, await InsideAsync(party));
        Assert.Equal(303, (await Bea.SubmitAsync(await Bea.OpenAsync($"{Home(party)}/undo"), "main form", ("Reason", "Mistake"))).Status);
        Assert.Null(await InsideAsync(party));
    }

    [Fact]
    public async Task A_steward_does_not_undo_what_a_colleague_did()
    {
        var party = await AddAsync(AParty().Confirmed());
        await LetInAsync(Bea, party, "5");

        Assert.Equal(403, (await Dora.OpenAsync($"{Home(party)}/undo")).Status);
    }

    [Fact]
    public async Task There_is_nothing_to_undo_for_whoever_is_not_inside()
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await Bea.OpenAsync($"{Home(party)}/undo");

        Assert.Equal(409, refused.Status);
        Assert.Contains("This party is not inside.", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_desk_it_is_said_that_a_party_is_inside_and_how_to_undo_that_before_it_is_changed_or_cancelled()
    {
        var party = await AddAsync(AParty().Confirmed());
        await LetInAsync(Dora, party, "3");

        var desk = await Bea.OpenAsync($"/staff/reservations/{party.Id}");
        Assert.Contains("This party is inside: 3 of 5.", desk.Text, StringComparison.Ordinal);
        Assert.NotNull(desk.Document.QuerySelector($"main a[href='{Home(party)}']"));
        foreach (var act in new[] { "cancel", "party" })
        {
            var refused = await Bea.OpenAsync($"/staff/reservations/{party.Id}/{act}");
            Assert.Equal(409, refused.Status);
            Assert.Contains("Undo its check-in first, if that was a mistake.", refused.Text, StringComparison.Ordinal);
            Assert.Equal(200, (await Bea.OpenAsync(refused.Link("/undo"))).Status);
        }

        await Bea.SubmitAsync(await Bea.OpenAsync($"{Home(party)}/undo"), "main form", ("Reason", "Mistake"));
        Assert.Equal(200, (await Bea.OpenAsync($"/staff/reservations/{party.Id}/cancel")).Status);
        Assert.DoesNotContain("This party is inside", (await Bea.OpenAsync($"/staff/reservations/{party.Id}")).Text, StringComparison.Ordinal);
    }
}
