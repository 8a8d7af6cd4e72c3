using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Reservations;

/// <summary>The waiting list on the pages: from the form of a sold-out performance to the ticket.</summary>
public sealed class WaitingListTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private BookingFlowApp App => shared.App;

    [Fact]
    public async Task A_visitor_joins_by_mail_sees_the_place_and_gets_the_ticket_when_seats_come_free()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(7)).WithCapacity(2));
        var first = await app.ReserveAndConfirmAsync(visitor, performance.Id);
        var firstParty = await app.PartyLinkAsync(mails: 2);
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(409, form.Status);
        Assert.Contains(app.Words()["Wait.Rule"].Value, form.Text, StringComparison.Ordinal);

        var asked = await visitor.SubmitAsync(
            form, "main form", ("Name", "Bo"), ("Email", "bo@visitors.example"), ("PartySize", "3"), ("SmallestParty", "2"), ("Waits", "true"));
        Assert.Equal(303, asked.Status);
        var link = await app.GetConfirmationLinkAsync(mails: 3);
        Assert.StartsWith("Join the waiting list: ", (await app.MailAsync(3))[^1].Subject, StringComparison.Ordinal);
        var join = await visitor.OpenAsync(link);
        Assert.Equal((200, "2"), (join.Status, join.Find("#SmallestParty").GetAttribute("value")));
        Assert.Equal(303, (await visitor.SubmitAsync(join, "form[action*='Join']")).Status);
        var place = await visitor.OpenAsync(link);
        Assert.Contains(app.Words()["Wait.Place", 1].Value, place.Text, StringComparison.Ordinal);
        Assert.Contains(
            app.Words().Count("Seats.SoldOut.Waiting", 3), (await visitor.OpenAsync("/")).Text, StringComparison.Ordinal);

        await visitor.SubmitAsync(await visitor.OpenAsync(firstParty), "form[action*='Release']");

        Assert.Equal(410, (await visitor.OpenAsync(first)).Status);
        Assert.Equal(409, (await visitor.OpenAsync(link)).Status);
        var ticket = (await app.MailAsync(5)).Single(mail => mail.Subject!.StartsWith("Seats for you: ", StringComparison.Ordinal));
        var release = ticket.TextBody!.IndexOf("#release", StringComparison.Ordinal);
        Assert.InRange(release, 0, ticket.TextBody!.IndexOf("/tickets/", StringComparison.Ordinal));
        var address = new Uri(ticket.TextBody.Split((char[]?)null).First(word => word.Contains("/tickets/", StringComparison.Ordinal)));
        Assert.Contains("2 people", (await visitor.OpenAsync(address.PathAndQuery)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_party_that_finds_too_few_seats_when_it_confirms_can_join_or_take_those()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(SoldOut(left: 1));
        var link = await App.AddConfirmationLinkAsync(AParty(performance, 3));

        var refused = await visitor.ConfirmAsync(link);

        Assert.Equal(409, refused.Status);
        Assert.NotNull(refused.Find("input[name=SmallerParty]"));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "form[action*='Join']")).Status);
        var waiting = await visitor.OpenAsync(link);
        Assert.Equal(200, waiting.Status);
        Assert.Equal("1", waiting.Find("input[name=SmallerParty]").GetAttribute("value"));
        Assert.Equal(303, (await visitor.SubmitAsync(waiting, "form:not([action*='handler'])")).Status);
        Assert.Equal(409, (await visitor.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task A_wrong_smallest_number_is_told_and_kept()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(SoldOut(left: 0));
        var link = await App.AddConfirmationLinkAsync(AParty(performance, 3, smallest: "3"));

        var refused = await visitor.SubmitAsync(await visitor.OpenAsync(link), "form[action*='Join']", ("SmallestParty", "4"));

        Assert.Equal((400, "4"), (refused.Status, refused.Find("#SmallestParty").GetAttribute("value")));
        Assert.Contains(App.Words()["Field.SmallestParty.Wrong"].Value, refused.Text, StringComparison.Ordinal);
        var form = await visitor.SubmitAsync(
            await visitor.OpenAsync($"/performances/{performance.Id}/reserve"), "main form",
            ("Name", "Bo"), ("Email", "bo@visitors.example"), ("PartySize", "3"), ("SmallestParty", "4"), ("Waits", "true"));
        Assert.Equal((400, "4"), (form.Status, form.Find("#SmallestParty").GetAttribute("value")));
    }

    [Fact]
    public async Task Leaving_and_changing_from_the_links()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(SoldOut(left: 0));
        var link = await App.AddConfirmationLinkAsync(AParty(performance, 3, smallest: "3"));
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "form[action*='Join']");
        var party = await visitor.OpenAsync((await visitor.OpenAsync(link)).Find("main a[href*='/party/']").GetAttribute("href")!);
        Assert.Contains(App.Words()["Wait.Place", 1].Value, party.Text, StringComparison.Ordinal);

        var changed = await visitor.SubmitAsync(party, "form:not([action*='handler'])", ("PartySize", "4"), ("SmallestParty", "1"));
        Assert.Equal(303, changed.Status);
        Assert.Contains(
            App.Words().Count("Wait.Smallest", 1), (await visitor.OpenAsync(changed.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.SubmitAsync(await visitor.OpenAsync(link), "form[action*='Leave']")).Status);

        Assert.Equal(410, (await visitor.OpenAsync(link)).Status);
        Assert.Equal(0, (await App.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance.Id))).WaitingPeople);
    }

    [Fact]
    public async Task Opening_the_links_of_a_waiting_party_changes_nothing()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(SoldOut(left: 0));
        var link = await App.AddConfirmationLinkAsync(AParty(performance, 3, smallest: "3"));

        Assert.Equal(200, (await visitor.OpenAsync(link + "?handler=Join")).Status);
        Assert.Equal(0, (await App.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance.Id))).WaitingPeople);
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "form[action*='Join']");
        Assert.Equal(200, (await visitor.OpenAsync(link + "?handler=Leave")).Status);
        Assert.Equal(3, (await App.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance.Id))).WaitingPeople);
    }

    [Fact]
    public async Task A_closed_list_is_not_offered_and_says_so_to_those_who_waited()
    {
        using var visitor = App.Visitor();
        var performance = await App.AddAsync(App.APerformanceTonight().WithCapacity(2).WithConfirmedSeats(2));

        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal((409, 0), (form.Status, form.Document.QuerySelectorAll("main form").Length));
        var party = await visitor.OpenAsync(await App.AddPartyLinkAsync(new AReservation().For(performance).CreatedAt(App.Now)
            .ExpiringAt(App.Now.AddMinutes(20)).Waiting(App.Now).Build()));
        Assert.Contains(App.Words()["PartyPage.WaitingListClosed"].Value, party.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staff_see_the_list_its_order_and_who_was_passed_over()
    {
        var performance = await App.AddAsync(SoldOut(left: 0));
        foreach (var (name, people, minutes) in new[] { ("Ada", 4, 0), ("Bo", 2, 1), ("Cy", 1, 2) })
        {
            await App.AddPartyLinkAsync(new AReservation().For(performance).Named(name).OfParty(people).CreatedAt(App.Now)
                .ExpiringAt(App.Now.AddDays(1)).Waiting(App.Now.AddMinutes(minutes)).Build());
        }

        await App.Database.ReadAsync(db => db.Reservations.Where(r => r.PerformanceId == performance.Id && r.Name == "Bo")
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Confirmed)));
        using var bea = await App.StaffAsync(StaffRoles.BoxOffice, "Bea");
        var page = await bea.OpenAsync($"/staff/performances/{performance.Id}/waiting");

        var rows = page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.QuerySelectorAll("td, th bdi")
            .Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Equal(3, rows.Count);
        Assert.StartsWith("1|Ada|4|4|", rows[0], StringComparison.Ordinal);
        Assert.EndsWith("|Waiting; 1 smaller party that joined later got seats", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("–|Bo|2|2|", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("|Got 2 seats", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("2|Cy|1|1|", rows[2], StringComparison.Ordinal);
        Assert.Contains($"/staff/performances/{performance.Id}/waiting", (await bea.OpenAsync($"/staff/performances/{performance.Id}")).Body, StringComparison.Ordinal);
    }

    private APerformance SoldOut(int left) => App.APerformanceTonight().At(App.Now.AddDays(7)).WithCapacity(left);

    private Reservation AParty(Performance performance, int people, string? smallest = null)
    {
        var details = ValidReservation.Check("Ada", "ada@visitors.example", null, null, $"{people}", 10, waits: smallest is not null, smallestParty: smallest);
        var party = Reservation.Pending(performance.Id, details.Value!, Reference.New(), Guid.NewGuid(), App.Now, App.Now.AddDays(1));
        party.Performance = performance;
        return party;
    }
}
