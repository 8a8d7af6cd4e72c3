using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Reservations;

public sealed class ConfirmTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_links_page_says_whose_seats_for_what_and_only_the_press_takes_them()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var page = await visitor.OpenAsync(link);
        Assert.Contains("Ada Lovelace", page.Text, StringComparison.Ordinal);
        Assert.Contains(performance.Show.Title, page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await SeatsAsync(app, performance));
        Assert.Equal(303, (await visitor.SubmitAsync(page, "main form")).Status);
        Assert.Equal(2, await SeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_double_click_ends_at_the_ticket_twice_with_one_ticket_mail()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (performance, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var page = await visitor.OpenAsync(link);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.SubmitAsync(page, "main form")));
        Assert.All(clicks, click => Assert.Equal(303, click.Status));
        Assert.Equal(200, (await visitor.OpenAsync(Assert.Single(clicks.Select(click => click.Location!).Distinct(StringComparer.Ordinal)))).Status);
        await app.AllMailIsOutAsync();
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.Ticket)));
        Assert.Equal(2, await SeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_used_link_says_so_and_leads_its_holder_to_the_ticket()
    {
        var app = shared.App;
        var (_, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var old = await visitor.OpenAsync(link);
        var ticket = (await visitor.SubmitAsync(old, "main form")).Location!;
        var looked = await visitor.OpenAsync(link);
        var pressed = await visitor.SubmitAsync(old, "main form", ("RequestId", Guid.NewGuid().ToString()));
        foreach (var told in new[] { looked, pressed })
        {
            Assert.Equal(409, told.Status);
            Assert.Contains(app.Words()["Failure.ConfirmationTokenUsed.Title"].Value, told.Text, StringComparison.Ordinal);
            Assert.Equal(ticket, told.Link("/tickets/"));
        }
    }

    [Fact]
    public async Task The_second_of_two_mailed_links_leads_to_a_ticket_that_works_too()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, link) = await PendingAsync(app);
        var second = Token.New();
        await using (var db = app.Database.CreateDbContext())
        {
            var reservation = await db.Reservations.SingleAsync();
            db.Add(ReservationToken.Of(second, TokenPurpose.Confirmation, reservation, app.Now, reservation.ExpiresAt));
            await db.SaveChangesAsync();
        }

        using var visitor = app.Visitor();
        await visitor.ConfirmAsync(link);
        var used = await visitor.OpenAsync($"/reservations/confirm/{second.Text}");
        Assert.Equal(409, used.Status);
        var led = await visitor.SubmitAsync(used, "main form");
        Assert.Equal(303, led.Status);
        Assert.Contains("Ada Lovelace", (await visitor.OpenAsync(led.Location!)).Text, StringComparison.Ordinal);
        using var steward = await app.StaffAsync();
        Assert.Equal(200, (await steward.SubmitAsync(await steward.OpenAsync(Story.CheckInPath(led.Location!)), "main form")).Status);
    }

    [Fact]
    public async Task When_others_were_quicker_the_rest_can_be_taken_in_one_press_and_until_then_the_party_still_waits()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app, people: 4, capacity: 5);
        var quicker = await app.PendingLinkAsync(Party(app, performance, people: 3));
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ConfirmAsync(quicker)).Status);
        var refused = await visitor.ConfirmAsync(link);
        Assert.Equal(409, refused.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Happened.other", 2].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal("2", refused.Find("input[name='SmallerParty']").GetAttribute("value"));
        Assert.Equal(200, (await visitor.OpenAsync(link)).Status);
        var taken = await visitor.SubmitAsync(refused, "main form");
        Assert.Equal(303, taken.Status);
        Assert.Contains(app.Words()["Count.People.other", 2].Value, (await visitor.OpenAsync(taken.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(5, await SeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_smaller_party_cannot_be_made_larger_or_negative_by_hand()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app, people: 2);
        using var visitor = app.Visitor();
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "main form", ("SmallerParty", "40"));
        Assert.Equal(2, await SeatsAsync(app, performance));
    }

    [Theory]
    [InlineData(TokenPurpose.Ticket)]
    [InlineData(TokenPurpose.CheckIn)]
    public async Task A_ticket_or_a_code_confirms_nothing(TokenPurpose purpose)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = await app.StoredTicketAsync(Party(app, performance, people: 2));
        using var visitor = app.Visitor();
        var wrong = (purpose == TokenPurpose.Ticket ? ticket : Story.CheckInPath(ticket)).Split('/')[^1];
        var form = await visitor.OpenAsync(await app.PendingLinkAsync(Party(app, performance, people: 1)));
        Assert.Equal(404, (await visitor.OpenAsync($"/reservations/confirm/{wrong}")).Status);
        Assert.Equal(404, (await visitor.PostAsync($"/reservations/confirm/{wrong}", NoScriptBrowser.Fields(form, "main form"))).Status);
        Assert.Equal(
            404, (await visitor.PostAsync($"/reservations/confirm/{wrong}?handler=Ticket", NoScriptBrowser.Fields(form, "main form"))).Status);
        Assert.Equal(0, await SeatsAsync(app, performance));
    }

    [Theory]
    [InlineData(ReservationStatus.Expired, "Failure.ConfirmationTokenExpired.Title")]
    [InlineData(ReservationStatus.Cancelled, "Failure.ReservationCancelled.Title")]
    public async Task What_ran_out_or_was_cancelled_is_gone_and_the_way_to_reserve_again_is_there(ReservationStatus status, string words)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.PendingLinkAsync(
            new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).InStatus(status).Build());
        using var visitor = app.Visitor();
        var gone = await visitor.OpenAsync(link);
        Assert.Equal(410, gone.Status);
        Assert.Contains(app.Words()[words].Value, gone.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await visitor.OpenAsync(gone.Link($"/performances/{performance.Id}/reserve"))).Status);
    }

    [Fact]
    public async Task A_used_link_leads_to_the_ticket_even_when_the_evening_has_begun()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        await visitor.ConfirmAsync(link);
        await ChangeAsync(app, performance, p => p.StartsAt = app.Now.AddMinutes(-5));
        var used = await visitor.OpenAsync(link);
        Assert.Equal(409, used.Status);
        Assert.Equal(200, (await visitor.OpenAsync(used.Link("/tickets/"))).Status);
    }

    [Fact]
    public async Task A_smaller_party_is_decided_under_the_lock_like_any_other()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app, people: 4, capacity: 3);
        using var visitor = app.Visitor();
        var refused = await visitor.ConfirmAsync(link);
        await ChangeAsync(app, performance, p => p.ManuallyOccupiedSeats = 2);
        var again = await visitor.SubmitAsync(refused, "main form");
        Assert.Equal(409, again.Status);
        Assert.Equal("1", again.Find("input[name=SmallerParty]").GetAttribute("value"));
    }

    [Fact]
    public async Task A_link_whose_performance_was_called_off_says_so()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app);
        await ChangeAsync(app, performance, p => p.CancelledAt = app.Now);
        var told = await app.Visitor().OpenAsync(link);
        Assert.Equal(409, told.Status);
        Assert.Contains(app.Words()["Failure.BookingClosed.Cancelled.Title"].Value, told.Text, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(BookingFlowApp app, Performance performance, Action<Performance> change)
    {
        await using var db = app.Database.CreateDbContext();
        change(await db.Performances.SingleAsync(p => p.Id == performance.Id));
        await db.SaveChangesAsync();
    }

    private static AReservation PartyOf(BookingFlowApp app, Performance performance, int people) =>
        new AReservation().For(performance).OfParty(people).AskedAt(app.Now).ExpiringAt(performance.StartsAt);

    private static Reservation Party(BookingFlowApp app, Performance performance, int people) => PartyOf(app, performance, people).Build();

    private static async Task<(Performance Performance, string Link)> PendingAsync(BookingFlowApp app, int people = 2, int capacity = 40)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(capacity));
        return (performance, await app.PendingLinkAsync(Party(app, performance, people)));
    }

    private static Task<int> SeatsAsync(BookingFlowApp app, Performance performance) =>
        app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == performance.Id).Select(p => p.ConfirmedSeats).SingleAsync());
}
