using System.Net;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Reservations;

/// <summary>From an expired confirmation link to the reservation form, filled in.</summary>
public sealed class ReserveAgainTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string AgainForm = "form.form--again";

    [Theory]
    [InlineData(ReservationStatus.Pending)]
    [InlineData(ReservationStatus.Expired)]
    public async Task An_expired_link_leads_to_the_form_filled_in_and_submitting_it_makes_a_new_pending_reservation(ReservationStatus status)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (performance, link) = await ExpiredAsync(app, status);
        using var visitor = app.Visitor();
        var expired = await visitor.OpenAsync(link);
        Assert.Equal(410, expired.Status);
        Assert.DoesNotContain("ada@example.org", expired.Body, StringComparison.Ordinal);

        var redirect = await visitor.SubmitAsync(expired, AgainForm);
        Assert.Equal((303, $"/performances/{performance.Id}/reserve"), (redirect.Status, redirect.Location));
        foreach (var form in new[] { await visitor.OpenAsync(redirect.Location!), await visitor.OpenAsync(redirect.Location!) })
        {
            var fields = NoScriptBrowser.Fields(form, "main form").ToDictionary(field => field.Name, field => field.Value);
            Assert.Equal(
                ("Ada Lovelace", "ada@example.org", "+44 20 7946 0000", "Step-free,\nplease", "3"),
                (fields["Name"], fields["Email"], fields["Phone"], fields["Notes"].ReplaceLineEndings("\n"), fields["PartySize"]));
        }

        var sent = await visitor.SubmitAsync(await visitor.OpenAsync(redirect.Location!), "main form", ("PartySize", "2"));
        Assert.Equal((303, "/reservations/pending"), (sent.Status, sent.Location));
        var made = await app.Database.ReadAsync(db => db.Reservations.OrderBy(r => r.Id).LastAsync());
        Assert.Equal(
            ("Ada Lovelace", "ada@example.org", 2, ReservationStatus.Pending), (made.Name, made.Email, made.PartySize, made.Status));
        Assert.Equal(2, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
        Assert.Equal(303, (await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync())).Status);
        Assert.Equal("", (await visitor.OpenAsync(redirect.Location!)).Find("#Name").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task The_token_of_the_link_is_in_no_other_address()
    {
        var app = shared.App;
        var (_, link) = await ExpiredAsync(app);
        using var visitor = app.Visitor();
        var expired = await visitor.OpenAsync(link);
        var redirect = await visitor.SubmitAsync(expired, AgainForm);
        var form = await visitor.OpenAsync(redirect.Location!);

        var token = link.Split('/')[^1];
        Assert.Equal("no-referrer", expired.Header("Referrer-Policy"));
        Assert.DoesNotContain(token, redirect.Location!, StringComparison.Ordinal);
        Assert.DoesNotContain(token, redirect.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.DoesNotContain(token, form.Body, StringComparison.Ordinal);
        Assert.Contains("no-store", form.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_sent_to_the_form_of_the_performance_only_and_expires_soon()
    {
        var app = shared.App;
        var (performance, link) = await ExpiredAsync(app);
        using var visitor = app.Visitor();

        var cookie = (await visitor.SubmitAsync(await visitor.OpenAsync(link), AgainForm)).Header("Set-Cookie").ToLowerInvariant();

        Assert.Contains("bookingflow.again=", cookie, StringComparison.Ordinal);
        Assert.All(
            ["httponly", "samesite=lax", "max-age=600", $"path=/performances/{performance.Id}/reserve"],
            attribute => Assert.Contains(attribute, cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_browser_another_performance_and_a_forged_cookie_get_an_empty_form()
    {
        var app = shared.App;
        var (performance, link) = await ExpiredAsync(app);
        var other = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var cookie = (await visitor.SubmitAsync(await visitor.OpenAsync(link), AgainForm)).Header("Set-Cookie").Split('=', 2)[1].Split(';')[0];
        using var otherBrowser = app.Visitor();
        using var forger = app.Visitor();
        forger.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.again", "1", $"/performances/{performance.Id}/reserve"));
        using var otherCookie = app.Visitor();
        otherCookie.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.pending", cookie, "/reservations/pending"));
        visitor.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.again", cookie, $"/performances/{other.Id}/reserve"));

        await AssertEmptyAsync(otherBrowser, performance);
        await AssertEmptyAsync(forger, performance);
        await AssertEmptyAsync(visitor, other);
        var pending = await otherCookie.OpenAsync("/reservations/pending");
        Assert.Contains(app.Words()["Pending.None.Title"].Value, pending.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReservationStatus.Confirmed)]
    [InlineData(ReservationStatus.Cancelled)]
    public async Task A_reservation_that_was_confirmed_or_cancelled_since_does_not_fill_in_the_form(ReservationStatus status)
    {
        var app = shared.App;
        var (performance, link) = await ExpiredAsync(app);
        using var visitor = app.Visitor();
        await visitor.SubmitAsync(await visitor.OpenAsync(link), AgainForm);
        await app.Database.ReadAsync(
            db => db.Reservations.Where(r => r.PerformanceId == performance.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status)));

        await AssertEmptyAsync(visitor, performance);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, 410)]
    [InlineData(ReservationStatus.Confirmed, 409)]
    public async Task A_cancelled_or_used_link_offers_no_filled_in_form(ReservationStatus status, int expected)
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).InStatus(status).Build());
        await AssertRefusedAsync(link, expected);
    }

    [Fact]
    public async Task An_unknown_link_offers_no_filled_in_form() => await AssertRefusedAsync($"/reservations/confirm/{Token.New().Text}", 404);

    [Fact]
    public async Task A_valid_link_shows_the_confirmation_and_fills_in_nothing()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());

        var response = await AssertRefusedAsync(link, 200);

        Assert.Contains(app.Words()["Confirm.Title"].Value, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_booking_has_closed_since_the_form_says_so()
    {
        var app = shared.App;
        var (performance, link) = await ExpiredAsync(app);
        using var visitor = app.Visitor();
        var redirect = await visitor.SubmitAsync(await visitor.OpenAsync(link), AgainForm);
        await app.Database.ReadAsync(
            db => db.Performances.Where(p => p.Id == performance.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingEnabled, false)));

        var closed = await visitor.OpenAsync(redirect.Location!);

        Assert.Equal(409, closed.Status);
        Assert.DoesNotContain("Ada Lovelace", closed.Body, StringComparison.Ordinal);
        Assert.Equal(409, (await visitor.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task An_address_that_received_the_link_is_not_asked_about()
    {
        var app = shared.App;
        var (_, link) = await ExpiredAsync(app, email: "ada@gmial.com");
        using var visitor = app.Visitor();
        var redirect = await visitor.SubmitAsync(await visitor.OpenAsync(link), AgainForm);

        var form = await visitor.OpenAsync(redirect.Location!);

        Assert.Null(form.Document.QuerySelector(".email-question"));
        Assert.Equal(303, (await visitor.SubmitAsync(form, "main form")).Status);
    }

    private static async Task AssertEmptyAsync(NoScriptBrowser visitor, Performance performance)
    {
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(200, form.Status);
        Assert.All(["#Name", "#Email", "#Phone", "#PartySize"], field => Assert.Equal("", form.Find(field).GetAttribute("value") ?? ""));
    }

    /// <summary>Submits the form of an expired link to another link, and asserts that it sets no cookie.</summary>
    private async Task<BrowserResponse> AssertRefusedAsync(string link, int status)
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync((await ExpiredAsync(app)).Link);
        Assert.Null((await visitor.OpenAsync(link)).Document.QuerySelector(AgainForm));

        var response = await visitor.PostAsync($"{link}?handler=Again", NoScriptBrowser.Fields(form, AgainForm));

        Assert.Equal(status, response.Status);
        Assert.DoesNotContain("bookingflow.again", response.Header("Set-Cookie"), StringComparison.Ordinal);
        return response;
    }

    private static async Task<(Performance Performance, string Link)> ExpiredAsync(
        BookingFlowApp app, ReservationStatus status = ReservationStatus.Pending, string email = "ada@example.org")
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var reservation = new AReservation().For(performance).OfParty(3).WithEmail(email).WithPhone("+44 20 7946 0000").WithNotes("Step-free,\nplease")
            .CreatedAt(app.Now.AddDays(-2)).ExpiringAt(app.Now.AddDays(-1)).InStatus(status);
        return (performance, await app.AddConfirmationLinkAsync(reservation.Build()));
    }
}
