using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class UndoTests : PartyPageTestBase
{
    [Fact]
    public async Task A_steward_can_undo_a_check_in_with_a_reason_and_admit_the_party_again()
    {
        var party = await AddAsync(AParty().Confirmed());
        var admitted = await AdmitAsync(Dora, party, "5");
        var page = await Dora.OpenAsync(admitted.Link("/undo"));

        var refusedWithoutReason = await Dora.SubmitAsync(page, "main form");
        Assert.Equal(400, refusedWithoutReason.Status);
        Assert.Equal("#Reason", refusedWithoutReason.Find(".error-summary a").GetAttribute("href"));
        var done = await Dora.SubmitAsync(page, "main form", ("Reason", "The other family"));

        Assert.Equal($"{PartyPath(party)}?done=undone", done.Location);
        var after = await Dora.OpenAsync(done.Location!);
        Assert.Contains("Check-in undone, by Dora", after.Text, StringComparison.Ordinal);
        Assert.Null(await PeopleInsideAsync(party));
        Assert.Equal(200, (await Dora.SubmitAsync(after, "form.party-admit")).Status);
        Assert.Equal(5, await PeopleInsideAsync(party));
        Assert.Equal(
            "5 → 0: The other family",
            await App.Database.ReadAsync(db => db.AuditLog.Where(e => e.Action == AuditAction.CheckInUndone).Select(e => e.Detail).SingleAsync()));
    }

    [Fact]
    public async Task The_number_of_admitted_people_can_be_corrected()
    {
        var party = await AddAsync(AParty().Confirmed());
        await AdmitAsync(Dora, party, "5");
        var page = await Dora.OpenAsync($"{PartyPath(party)}/undo");
        Assert.Equal(["0", "1", "2", "3", "4"], page.Document.QuerySelectorAll("#People option").Select(o => o.GetAttribute("value")!));

        var done = await Dora.SubmitAsync(page, "main form", ("People", "4"), ("Reason", "Miscounted"));

        Assert.Equal($"{PartyPath(party)}?done=corrected", done.Location);
        Assert.Equal(4, await PeopleInsideAsync(party));
        Assert.Contains("Corrected: 4 people checked in, by Dora", (await Dora.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_two_minutes_only_the_box_office_can_undo_a_check_in()
    {
        var party = await AddAsync(AParty().Confirmed());
        await AdmitAsync(Dora, party, "5");
        var openForm = await Dora.OpenAsync($"{PartyPath(party)}/undo");
        await BackdateCheckInAsync(party, TimeSpan.FromMinutes(2));

        foreach (var refused in new[] { await Dora.OpenAsync($"{PartyPath(party)}/undo"),
            await Dora.SubmitAsync(openForm, "main form", ("Reason", "Mistake")) })
        {
            Assert.Equal(403, refused.Status);
            Assert.Contains("Ask the box office: they can undo any check-in at any time.", refused.Text, StringComparison.Ordinal);
            Assert.Null(refused.Document.QuerySelector("main form"));
        }

        Assert.Null((await Dora.OpenAsync(PartyPath(party))).Document.QuerySelector("a[href$='/undo']"));
        Assert.Equal(5, await PeopleInsideAsync(party));
        Assert.Equal(303, (await Bea.SubmitAsync(await Bea.OpenAsync($"{PartyPath(party)}/undo"), "main form", ("Reason", "Mistake"))).Status);
        Assert.Null(await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task A_steward_cannot_undo_the_check_in_of_a_colleague()
    {
        var party = await AddAsync(AParty().Confirmed());
        await AdmitAsync(Bea, party, "5");

        Assert.Equal(403, (await Dora.OpenAsync($"{PartyPath(party)}/undo")).Status);
    }

    [Fact]
    public async Task Undoing_without_a_check_in_returns_409()
    {
        var party = await AddAsync(AParty().Confirmed());

        var refused = await Bea.OpenAsync($"{PartyPath(party)}/undo");

        Assert.Equal(409, refused.Status);
        Assert.Contains("This party is not checked in.", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checked_in_reservation_cannot_be_changed_or_cancelled_until_the_check_in_is_undone()
    {
        var party = await AddAsync(AParty().Confirmed());
        await AdmitAsync(Dora, party, "3");

        var reservationPage = await Bea.OpenAsync($"/staff/reservations/{party.Id}");
        Assert.Contains("This party is checked in: 3 of 5.", reservationPage.Text, StringComparison.Ordinal);
        Assert.NotNull(reservationPage.Document.QuerySelector($"main a[href='{PartyPath(party)}']"));
        foreach (var action in new[] { "cancel", "party" })
        {
            var refused = await Bea.OpenAsync($"/staff/reservations/{party.Id}/{action}");
            Assert.Equal(409, refused.Status);
            Assert.Contains("If that was a mistake, undo the check-in first.", refused.Text, StringComparison.Ordinal);
            Assert.Equal(200, (await Bea.OpenAsync(refused.Link("/undo"))).Status);
        }

        await Bea.SubmitAsync(await Bea.OpenAsync($"{PartyPath(party)}/undo"), "main form", ("Reason", "Mistake"));
        Assert.Equal(200, (await Bea.OpenAsync($"/staff/reservations/{party.Id}/cancel")).Status);
        Assert.DoesNotContain("This party is checked in", (await Bea.OpenAsync($"/staff/reservations/{party.Id}")).Text, StringComparison.Ordinal);
    }
}
