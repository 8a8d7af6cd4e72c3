using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

public sealed class ConfirmTests
{
    [Fact]
    public async Task The_link_shows_whose_seats_for_what_and_however_often_it_is_opened_nothing_changes()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app, r => r.OfParty(3));
        using var scanner = app.Visitor();
        for (var i = 0; i < 3; i++)
        {
            var page = await scanner.OpenAsync(link);
            Assert.Equal(200, page.Status);
            Assert.Contains("Ada Lovelace", page.Text, StringComparison.Ordinal);
            Assert.Contains("3 people", page.Text, StringComparison.Ordinal);
            Assert.Equal(200, (await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).Status);
        }

        Assert.Equal(ReservationStatus.Pending, (await StoredAsync(app, reservation)).Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Tokens.CountAsync(t => t.UsedAt != null)));
    }

    [Fact]
    public async Task A_double_click_ends_at_the_ticket_twice_and_owes_one_ticket_mail()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, _) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync(link);
        var clicks = await Task.WhenAll(visitor.SubmitAsync(form, "main form"), visitor.SubmitAsync(form, "main form"));
        Assert.All(clicks, click => Assert.Equal(303, click.Status));
        Assert.Equal(clicks[0].Location, clicks[1].Location);
        Assert.Equal(1, await app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.Ticket)));
    }

    [Fact]
    public async Task A_used_link_says_that_it_is_confirmed_and_leads_its_holder_to_the_ticket()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, _) = await PendingAsync(app);
        using var visitor = app.Visitor();
        var ticket = (await visitor.ConfirmAsync(link)).Location!;
        var used = await visitor.OpenAsync(link);
        Assert.Equal(409, used.Status);
        Assert.Contains("Already confirmed", used.Text, StringComparison.Ordinal);
        Assert.Equal(ticket, used.Link("/tickets/"));
        Assert.Equal(200, (await visitor.OpenAsync(used.Link("/tickets/"))).Status);
    }

    [Fact]
    public async Task A_used_link_leads_to_the_ticket_even_when_the_evening_has_begun()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app);
        using var visitor = app.Visitor();
        await visitor.ConfirmAsync(link);
        await using (var db = app.Database.CreateDbContext())
        {
            (await db.Performances.SingleAsync(p => p.Id == reservation.PerformanceId)).StartsAt = app.Now.AddMinutes(-5);
            await db.SaveChangesAsync();
        }

        var used = await visitor.OpenAsync(link);
        Assert.Equal(409, used.Status);
        Assert.NotNull(used.Link("/tickets/"));
    }

    [Fact]
    public async Task A_second_link_of_the_same_reservation_leads_to_a_ticket_that_opens_the_door()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app);
        var second = Token.New();
        await using (var db = app.Database.CreateDbContext())
        {
            db.Add(ReservationToken.Of(second, TokenPurpose.Confirmation, await db.Reservations.SingleAsync(r => r.Id == reservation.Id), app.Now, reservation.ExpiresAt));
            await db.SaveChangesAsync();
        }

        using var visitor = app.Visitor();
        await visitor.ConfirmAsync(link);
        var used = await visitor.OpenAsync($"/reservations/confirm/{second.Text}");
        Assert.Equal(409, used.Status);
        var led = await visitor.SubmitAsync(used, "main form");
        Assert.Equal(303, led.Status);
        Assert.Equal(200, (await visitor.OpenAsync(led.Location!)).Status);
        using var steward = await app.StaffAsync();
        Assert.Equal(200, (await steward.OpenAsync(Story.CheckInPath(led.Location!))).Status);
    }

    [Fact]
    public async Task When_the_party_no_longer_fits_the_seats_that_remain_are_one_press_away()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app, r => r.OfParty(4), p => p.WithCapacity(3));
        var other = new APerformance().At(app.Now.AddDays(2)).With(p => (p.Show, p.ShowId) = (null!, reservation.Performance.ShowId)).Build();
        await app.Database.AddAsync(other);
        using var visitor = app.Visitor();

        var refused = await visitor.ConfirmAsync(link);
        Assert.Equal(409, refused.Status);
        Assert.Contains("3", refused.Find("form button").TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.Link($"/performances/{other.Id}/reserve"));
        Assert.Equal(ReservationStatus.Pending, (await StoredAsync(app, reservation)).Status);

        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form")).Status);
        var stored = await StoredAsync(app, reservation);
        Assert.Equal((ReservationStatus.Confirmed, 3), (stored.Status, stored.PartySize));
    }

    [Fact]
    public async Task A_smaller_party_is_decided_under_the_lock_like_any_other()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app, r => r.OfParty(4), p => p.WithCapacity(3));
        using var visitor = app.Visitor();
        var refused = await visitor.ConfirmAsync(link);
        await using (var db = app.Database.CreateDbContext())
        {
            (await db.Performances.SingleAsync(p => p.Id == reservation.PerformanceId)).ManuallyOccupiedSeats = 2;
            await db.SaveChangesAsync();
        }

        var again = await visitor.SubmitAsync(refused, "main form");
        Assert.Equal(409, again.Status);
        Assert.Equal("1", again.Find("input[name=SmallerParty]").GetAttribute("value"));
    }

    [Fact]
    public async Task Nobody_takes_more_seats_than_were_asked_for()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app, r => r.OfParty(2));
        using var visitor = app.Visitor();
        await visitor.SubmitAsync(await visitor.OpenAsync(link), "main form", ("SmallerParty", "9"));
        Assert.Equal(2, (await StoredAsync(app, reservation)).PartySize);
    }

    [Theory]
    [InlineData(TokenPurpose.Ticket)]
    [InlineData(TokenPurpose.CheckIn)]
    public async Task A_token_for_something_else_confirms_nothing(TokenPurpose purpose)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, _) = await PendingAsync(app);
        using var visitor = app.Visitor();
        Assert.True(Token.TryParse((await visitor.ConfirmAsync(link)).Location!.Split('/')[^1], out var ticket));
        var other = purpose == TokenPurpose.Ticket ? ticket : ticket.CheckIn;
        Assert.Equal(404, (await visitor.OpenAsync($"/reservations/confirm/{other.Text}")).Status);
    }

    [Fact]
    public async Task A_link_that_has_run_out_leads_back_to_the_performance()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, reservation) = await PendingAsync(app, r => r.ExpiringAt(DateTime.UtcNow.AddMinutes(-1)));
        using var visitor = app.Visitor();
        var told = await visitor.OpenAsync(link);
        Assert.Equal(410, told.Status);
        Assert.NotNull(told.Link($"/performances/{reservation.PerformanceId}/reserve"));
    }

    [Fact]
    public async Task A_link_whose_performance_is_closed_by_now_says_so()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (link, _) = await PendingAsync(app, at: p => p.CalledOff(DateTime.UtcNow));
        using var visitor = app.Visitor();
        var told = await visitor.OpenAsync(link);
        Assert.Equal(409, told.Status);
        Assert.Contains("cancelled", told.Text, StringComparison.Ordinal);
    }

    private static async Task<(string Link, Reservation Reservation)> PendingAsync(
        BookingFlowApp app, Func<AReservation, AReservation>? with = null, Func<APerformance, APerformance>? at = null)
    {
        var performance = await app.AddAsync((at ?? (p => p))(app.APerformanceTonight()));
        var reservation = (with ?? (r => r))(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt)).Build();
        return (await app.PendingLinkAsync(reservation), reservation);
    }

    private static Task<Reservation> StoredAsync(BookingFlowApp app, Reservation reservation) =>
        app.Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Id == reservation.Id));
}
