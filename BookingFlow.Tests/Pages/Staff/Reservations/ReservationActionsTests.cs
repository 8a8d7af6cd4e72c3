using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ReservationActionsTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private BookingFlowApp _app = shared.App;
    private BookingFlowApp? _ownApp;
    private NoScriptBrowser _boxOffice = null!;

    public async ValueTask InitializeAsync() => _boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice, "Olga");

    public async ValueTask DisposeAsync()
    {
        _boxOffice.Dispose();
        if (_ownApp is not null)
        {
            await _ownApp.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_box_office_can_confirm_a_pending_reservation()
    {
        var reservation = await AddAsync(APending());
        var page = await _boxOffice.OpenAsync(ReservationPath(reservation));
        var done = await _boxOffice.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal($"{ReservationPath(reservation)}?done=confirmed", done.Location);
        Assert.Equal(ReservationStatus.Confirmed, (await ReadAsync(reservation)).Status);
        Assert.Contains("Confirmed by the box office, by Olga", (await _boxOffice.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);

        var again = await _boxOffice.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal(409, again.Status);
        Assert.Contains("This reservation is already confirmed.", again.Text, StringComparison.Ordinal);
        Assert.Contains("Print ticket", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_more_people_than_seats_left_is_refused()
    {
        await UseOwnAppAsync();
        var reservation = new AReservation()
            .For(_app.APerformanceTonight().WithCapacity(3).Build())
            .OfParty(3)
            .ExpiringAt(_app.Now.AddMinutes(20))
            .Build();
        await _app.Database.AddAsync(reservation);
        var page = await _boxOffice.OpenAsync(ReservationPath(reservation));
        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 2)));

        var refused = await _boxOffice.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal(409, refused.Status);
        Assert.Contains("Only 1 seat is left. Nothing has been changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(ReservationStatus.Pending, (await ReadAsync(reservation)).Status);
    }

    [Fact]
    public async Task The_ticket_can_be_sent_again()
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var done = await _boxOffice.SubmitAsync(await _boxOffice.OpenAsync(ReservationPath(reservation)), "form[action*='handler=Send']");
        Assert.Equal($"{ReservationPath(reservation)}?done=sent", done.Location);
        Assert.Contains("Your ticket", (await _app.MailAsync())[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_ticket_can_be_opened_and_checked_in()
    {
        var reservation = await AddAsync(APending().WithEmail(null).Confirmed(_app.Now));
        var done = await _boxOffice.SubmitAsync(await _boxOffice.OpenAsync(ReservationPath(reservation)), "form[action*='handler=Print']");
        Assert.Equal(303, done.Status);
        Assert.Contains(reservation.Reference, (await _boxOffice.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("Check in 2 people", (await _boxOffice.OpenAsync(VisitorSteps.CheckInPath(done.Location!))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_reservation_cannot_be_mailed_or_printed()
    {
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var page = await _boxOffice.OpenAsync(ReservationPath(reservation));
        await _boxOffice.SubmitAsync(await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/cancel"), "main form");
        foreach (var handler in new[] { "Send", "Print" })
        {
            var refused = await _boxOffice.SubmitAsync(page, $"form[action*='handler={handler}']");
            Assert.Equal(409, refused.Status);
            Assert.Contains("This reservation has been cancelled.", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_party_size_can_be_changed_and_an_invalid_size_is_refused_and_kept()
    {
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var form = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/party");
        Assert.Equal("2", form.Find("#PartySize").GetAttribute("value"));
        var invalid = await _boxOffice.SubmitAsync(form, "main form", ("PartySize", "two"));
        Assert.Equal(400, invalid.Status);
        Assert.Equal("two", invalid.Find("#PartySize").GetAttribute("value"));
        Assert.Contains("Party size must be a number, such as 2", invalid.Find("#PartySize-message").TextContent, StringComparison.Ordinal);

        var tooMany = await _boxOffice.SubmitAsync(form, "main form", ("PartySize", "99"));
        Assert.Equal(409, tooMany.Status);
        Assert.Contains("38 seats are left. Nothing has been changed.", tooMany.Text, StringComparison.Ordinal);
        Assert.Equal("99", tooMany.Find("#PartySize").GetAttribute("value"));

        var done = await _boxOffice.SubmitAsync(form, "main form", ("PartySize", "5"));
        Assert.Equal($"{ReservationPath(reservation)}?done=saved", done.Location);
        Assert.Equal(5, (await ReadAsync(reservation)).PartySize);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_requires_a_confirmation_and_mails_the_party_only_if_selected(bool notifyParty)
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var form = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/cancel");
        Assert.Contains("2 seats are released immediately", form.Text, StringComparison.Ordinal);
        Assert.NotNull(form.Find("#Tell").GetAttribute("checked"));
        Assert.Equal(ReservationStatus.Confirmed, (await ReadAsync(reservation)).Status);

        var done = await _boxOffice.PostAsync(
            form.Path, [.. NoScriptBrowser.Fields(form, "main form", ("Reason", "ill")).Where(f => notifyParty || f.Name != "Tell")]);
        Assert.Equal($"{ReservationPath(reservation)}?done=cancelled", done.Location);
        Assert.Equal(ReservationStatus.Cancelled, (await ReadAsync(reservation)).Status);
        Assert.Equal(notifyParty ? 1 : 0, await _app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.ReservationCancelled)));
        Assert.Contains("Cancelled, by Olga ill", (await _boxOffice.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_too_long_reason_is_refused_and_kept_and_nothing_is_cancelled()
    {
        var reservation = await AddAsync(APending());
        var form = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/cancel");
        var reason = new string('x', Limits.Reason + 1);
        var invalid = await _boxOffice.PostAsync(
            form.Path, [.. NoScriptBrowser.Fields(form, "main form", ("Reason", reason)).Where(f => f.Name != "Tell")]);
        Assert.Equal(400, invalid.Status);
        Assert.Equal(reason, invalid.Find("#Reason").GetAttribute("value"));
        Assert.Null(invalid.Find("#Tell").GetAttribute("checked"));
        Assert.Equal(ReservationStatus.Pending, (await ReadAsync(reservation)).Status);
    }

    [Fact]
    public async Task A_corrected_address_receives_the_link()
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().WithEmail("ada@exmaple.org"));
        var form = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/email");
        Assert.Equal("ada@exmaple.org", form.Find("#Email").GetAttribute("value"));
        var invalid = await _boxOffice.SubmitAsync(form, "main form", ("Email", "ada at example"));
        Assert.Equal(400, invalid.Status);
        Assert.Equal("ada at example", invalid.Find("#Email").GetAttribute("value"));
        Assert.Contains("Enter an email address in the correct format", invalid.Find("#Email-message").TextContent, StringComparison.Ordinal);

        var done = await _boxOffice.SubmitAsync(form, "main form", ("Email", "ada@example.org"));
        Assert.Equal($"{ReservationPath(reservation)}?done=saved", done.Location);
        Assert.Equal("ada@example.org", (await ReadAsync(reservation)).Email);
        Assert.Contains("ada@example.org", (await _app.MailAsync())[0].To.ToString(), StringComparison.Ordinal);

        var emailForm = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/email");
        Assert.Equal(303, (await _boxOffice.SubmitAsync(emailForm, "main form", ("Email", ""))).Status);
        Assert.Null((await ReadAsync(reservation)).Email);
    }

    [Theory]
    [InlineData("party")]
    [InlineData("cancel")]
    [InlineData("email")]
    public async Task An_impossible_action_shows_the_reason_and_an_unknown_reservation_returns_404(string action)
    {
        var reservation = await AddAsync(APending().Cancelled());
        var response = await _boxOffice.OpenAsync($"{ReservationPath(reservation)}/{action}");
        Assert.Equal(409, response.Status);
        Assert.Contains("This reservation has been cancelled.", response.Text, StringComparison.Ordinal);
        Assert.Null(response.Document.QuerySelector("main form"));
        Assert.Equal(404, (await _boxOffice.OpenAsync($"/staff/reservations/999999/{action}")).Status);
    }

    /// <summary>Switches to an app of its own, for a test that counts rows, reads mails, or changes what other tests read.</summary>
    private async Task UseOwnAppAsync()
    {
        _boxOffice.Dispose();
        _app = _ownApp = await BookingFlowApp.StartAsync();
        await InitializeAsync();
    }

    private AReservation APending() =>
        new AReservation().For(_app.APerformanceTonight().Build()).CreatedAt(_app.Now.AddMinutes(-5)).ExpiringAt(_app.Now.AddMinutes(20));

    private async Task<Reservation> AddAsync(AReservation reservation)
    {
        var built = reservation.Build();
        await _app.Database.AddAsync(built);
        return built;
    }

    private Task<Reservation> ReadAsync(Reservation reservation) =>
        _app.Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Id == reservation.Id));

    private static string ReservationPath(Reservation reservation) => $"/staff/reservations/{reservation.Id}";
}
