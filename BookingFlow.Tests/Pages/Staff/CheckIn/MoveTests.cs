using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Staff.CheckIn;

public sealed class MoveTests : PartyPageTestBase
{
    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public async Task A_party_of_another_date_is_moved_to_tonight_and_its_old_ticket_admits_it(int days)
    {
        var other = await App.AddAsync(new APerformance().At(App.Now.AddDays(days)));
        var party = new AReservation().For(other).OfParty(3).Confirmed().Build();
        var ticket = await App.AddTicketAsync(party);
        var page = await Bea.OpenAsync((await Bea.OpenAsync(PartyPath(party))).Link("/move"));
        Assert.Equal($"{Tonight.Id}", page.Find("#Performance option[selected]").GetAttribute("value"));
        Assert.StartsWith("10 left: ", page.Find("#Performance option[selected]").TextContent, StringComparison.Ordinal);

        var done = await Bea.SubmitAsync(page, "main form");

        Assert.Equal($"{PartyPath(party)}?done=moved", done.Location);
        Assert.Equal(done.Location, (await Bea.SubmitAsync(page, "main form")).Location);
        Assert.NotNull((await Bea.OpenAsync(done.Location!)).Document.QuerySelector("form.party-admit"));
        Assert.Equal((0, 3), (await ConfirmedSeatsAsync(other.Id), await ConfirmedSeatsAsync(Tonight.Id)));
        using var visitor = App.Visitor();
        Assert.Contains(Tonight.Show.Title, (await visitor.OpenAsync(ticket)).Text, StringComparison.Ordinal);
        Assert.Equal(
            Iso8601(Tonight.StartsAt), (await visitor.OpenAsync(ticket)).Find(".ticket-when time").GetAttribute("datetime"));
        var admitted = await Dora.SubmitAsync(await Dora.OpenAsync(VisitorSteps.CheckInPath(ticket)), "main form");
        Assert.Equal(200, admitted.Status);
        Assert.Equal(3, await PeopleInsideAsync(party));
    }

    [Fact]
    public async Task A_party_that_does_not_fit_is_not_moved_and_the_seats_left_are_shown()
    {
        await AddAsync(AParty(8).Confirmed());
        var party = await AddAsync(new AReservation().For(await App.AddAsync(new APerformance().At(App.Now.AddDays(6)))).OfParty(3).Confirmed());

        var refused = await Bea.SubmitAsync(await Bea.OpenAsync($"{PartyPath(party)}/move"), "main form");

        Assert.Equal(409, refused.Status);
        Assert.Contains("2 seats are left. Nothing has been changed.", refused.Text, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector("main form"));
        Assert.Equal(8, await ConfirmedSeatsAsync(Tonight.Id));
    }

    [Fact]
    public async Task Only_tonights_performances_can_be_chosen()
    {
        var other = await App.AddAsync(new APerformance().At(App.Now.AddDays(6)));
        await App.AddAsync(App.APerformanceTonight().At(App.Now.AddHours(3)));
        var party = await AddAsync(new AReservation().For(other).Confirmed());
        var page = await Bea.OpenAsync($"{PartyPath(party)}/move");
        Assert.Null(page.Document.QuerySelector("#Performance option[selected]:not([value=''])"));

        foreach (var chosen in new[] { "", $"{other.Id}", "4711" })
        {
            var refused = await Bea.SubmitAsync(page, "main form", ("Performance", chosen));
            Assert.Equal(400, refused.Status);
            Assert.Equal("#Performance", refused.Find(".error-summary a").GetAttribute("href"));
        }

        Assert.Equal(2, await ConfirmedSeatsAsync(other.Id));
    }

    [Fact]
    public async Task A_checked_in_party_cannot_be_moved_and_the_page_links_to_undo()
    {
        await App.AddAsync(App.APerformanceTonight().At(App.Now.AddHours(3)));
        var party = await AddAsync(AParty().Confirmed());
        var page = await Bea.OpenAsync($"{PartyPath(party)}/move");
        await AdmitAsync(Dora, party, "1");

        foreach (var refused in new[] { await Bea.OpenAsync($"{PartyPath(party)}/move"), await Bea.SubmitAsync(page, "main form") })
        {
            Assert.Equal(409, refused.Status);
            Assert.NotNull(refused.Link("/undo"));
            Assert.Null(refused.Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task Without_another_performance_there_is_no_form_and_stewards_may_not_move_parties()
    {
        var party = await AddAsync(AParty().Confirmed());

        var page = await Bea.OpenAsync($"{PartyPath(party)}/move");
        Assert.Contains("There is no other performance tonight", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("main form"));
        Assert.Equal(403, (await Dora.OpenAsync($"{PartyPath(party)}/move")).Status);
        Assert.Equal(403, (await Dora.PostAsync($"{PartyPath(party)}/move", ("Performance", "1"))).Status);
    }

    private string Iso8601(DateTime at) => App.Services.GetRequiredService<CurrentVenue>().Venue.Iso8601(at);

    private Task<int> ConfirmedSeatsAsync(int id) =>
        App.Database.ReadAsync(db => db.Performances.Where(p => p.Id == id).Select(p => p.ConfirmedSeats).SingleAsync());
}
