using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Reservations;

public sealed class ConfirmTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Opening_the_link_shows_the_reservation_and_only_submitting_confirms_it()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var page = await visitor.OpenAsync(link);
        Assert.Contains("Ada Lovelace", page.Text, StringComparison.Ordinal);
        Assert.Contains(performance.Show.Title, page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await ConfirmedSeatsAsync(app, performance));
        Assert.Equal(303, (await visitor.SubmitAsync(page, "main form")).Status);
        Assert.Equal(2, await ConfirmedSeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_double_submit_redirects_to_the_ticket_each_time_and_sends_one_mail()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (performance, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var page = await visitor.OpenAsync(link);
        var clicks = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.SubmitAsync(page, "main form")));
        Assert.All(clicks, click => Assert.Equal(303, click.Status));
        Assert.Equal(200, (await visitor.OpenAsync(Assert.Single(clicks.Select(click => click.Location!).Distinct(StringComparer.Ordinal)))).Status);
        await app.WaitUntilMailIsSentAsync();
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.Ticket)));
        Assert.Equal(2, await ConfirmedSeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_used_link_returns_409_and_links_to_the_ticket()
    {
        var app = shared.App;
        var (_, link) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync(link);
        var ticket = (await visitor.SubmitAsync(form, "main form")).Location!;
        var getResponse = await visitor.OpenAsync(link);
        var postResponse = await visitor.SubmitAsync(form, "main form", ("RequestId", Guid.NewGuid().ToString()));
        foreach (var response in new[] { getResponse, postResponse })
        {
            Assert.Equal(409, response.Status);
            Assert.Contains(app.Words()["Failure.ConfirmationTokenUsed.Title"].Value, response.Text, StringComparison.Ordinal);
            Assert.Equal(ticket, response.Link("/tickets/"));
        }
    }

    [Fact]
    public async Task A_second_link_of_a_confirmed_reservation_leads_to_a_valid_ticket()
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
        var party = await visitor.SubmitAsync(used, "main form");
        Assert.Equal(303, party.Status);
        var redirect = await visitor.SubmitAsync(await visitor.OpenAsync(party.Location!), "form[action*='Ticket']");
        Assert.Equal(303, redirect.Status);
        Assert.Contains("Ada Lovelace", (await visitor.OpenAsync(redirect.Location!)).Text, StringComparison.Ordinal);
        using var steward = await app.StaffAsync();
        Assert.Equal(200, (await steward.SubmitAsync(await steward.OpenAsync(VisitorSteps.CheckInPath(redirect.Location!)), "main form")).Status);
    }

    [Fact]
    public async Task With_too_few_seats_a_smaller_party_is_offered_and_the_reservation_stays_pending()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app, people: 4, capacity: 5);
        var otherLink = await app.AddConfirmationLinkAsync(BuildReservation(app, performance, people: 3));
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ConfirmAsync(otherLink)).Status);
        var refused = await visitor.ConfirmAsync(link);
        Assert.Equal(409, refused.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Happened.other", 2].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal("2", refused.Find("input[name='SmallerParty']").GetAttribute("value"));
        Assert.Equal(200, (await visitor.OpenAsync(link)).Status);
        var taken = await visitor.SubmitAsync(refused, "main form");
        Assert.Equal(303, taken.Status);
        Assert.Contains(app.Words()["Count.People.other", 2].Value, (await visitor.OpenAsync(taken.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(5, await ConfirmedSeatsAsync(app, performance));
    }

    [Fact]
    public async Task A_tampered_smaller_party_size_does_not_enlarge_the_party()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app, people: 2);
        using var visitor = app.Visitor();
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "main form", ("SmallerParty", "40"));
        Assert.Equal(2, await ConfirmedSeatsAsync(app, performance));
    }

    [Theory]
    [InlineData(TokenPurpose.Ticket)]
    [InlineData(TokenPurpose.CheckIn)]
    public async Task A_ticket_or_check_in_token_does_not_confirm_a_reservation(TokenPurpose purpose)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = await app.AddTicketAsync(BuildReservation(app, performance, people: 2));
        using var visitor = app.Visitor();
        var token = (purpose == TokenPurpose.Ticket ? ticket : VisitorSteps.CheckInPath(ticket)).Split('/')[^1];
        var form = await visitor.OpenAsync(await app.AddConfirmationLinkAsync(BuildReservation(app, performance, people: 1)));
        Assert.Equal(404, (await visitor.OpenAsync($"/reservations/confirm/{token}")).Status);
        Assert.Equal(404, (await visitor.PostAsync($"/reservations/confirm/{token}", NoScriptBrowser.Fields(form, "main form"))).Status);
        Assert.Equal(
            404, (await visitor.PostAsync($"/reservations/confirm/{token}?handler=Ticket", NoScriptBrowser.Fields(form, "main form"))).Status);
        Assert.Equal(0, await ConfirmedSeatsAsync(app, performance));
    }

    [Theory]
    [InlineData(ReservationStatus.Expired, "Failure.ConfirmationTokenExpired.Title")]
    [InlineData(ReservationStatus.Cancelled, "Failure.ReservationCancelled.Title")]
    public async Task An_expired_or_cancelled_link_returns_410_with_a_link_to_reserve_again(ReservationStatus status, string title)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).InStatus(status).Build());
        using var visitor = app.Visitor();
        var gone = await visitor.OpenAsync(link);
        Assert.Equal(410, gone.Status);
        Assert.Contains(app.Words()[title].Value, gone.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await visitor.OpenAsync(gone.Link($"/performances/{performance.Id}/reserve"))).Status);
    }

    [Fact]
    public async Task A_used_link_leads_to_the_ticket_after_the_performance_has_started()
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
    public async Task A_smaller_party_is_checked_against_the_seats_left_at_submission()
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
    public async Task A_link_to_a_cancelled_performance_returns_409()
    {
        var app = shared.App;
        var (performance, link) = await PendingAsync(app);
        await ChangeAsync(app, performance, p => p.CancelledAt = app.Now);
        var response = await app.Visitor().OpenAsync(link);
        Assert.Equal(409, response.Status);
        Assert.Contains(app.Words()["Failure.BookingClosed.Cancelled.Title"].Value, response.Text, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(BookingFlowApp app, Performance performance, Action<Performance> change)
    {
        await using var db = app.Database.CreateDbContext();
        change(await db.Performances.SingleAsync(p => p.Id == performance.Id));
        await db.SaveChangesAsync();
    }

    private static AReservation PendingReservation(BookingFlowApp app, Performance performance, int people) =>
        new AReservation().For(performance).OfParty(people).CreatedAt(app.Now).ExpiringAt(performance.StartsAt);

    private static Reservation BuildReservation(BookingFlowApp app, Performance performance, int people) =>
        PendingReservation(app, performance, people).Build();

    private static async Task<(Performance Performance, string Link)> PendingAsync(BookingFlowApp app, int people = 2, int capacity = 40)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(capacity));
        return (performance, await app.AddConfirmationLinkAsync(BuildReservation(app, performance, people)));
    }

    private static Task<int> ConfirmedSeatsAsync(BookingFlowApp app, Performance performance) =>
        app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == performance.Id).Select(p => p.ConfirmedSeats).SingleAsync());
}
