using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class DeskActsTests(SharedApp shared) : IClassFixture<SharedApp>, IAsyncLifetime
{
    private BookingFlowApp _app = shared.App;
    private BookingFlowApp? _own;
    private NoScriptBrowser _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await _app.StaffAsync(StaffRoles.BoxOffice, "Olga");

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_pending_party_whose_mail_never_came_is_confirmed_with_one_press()
    {
        var reservation = await AddAsync(APending());
        var page = await _desk.OpenAsync(Home(reservation));
        var done = await _desk.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal($"{Home(reservation)}?done=confirmed", done.Location);
        Assert.Equal(ReservationStatus.Confirmed, (await ReadAsync(reservation)).Status);
        Assert.Contains("Confirmed for the party, by Olga", (await _desk.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);

        var again = await _desk.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal(409, again.Status);
        Assert.Contains("This reservation is confirmed already.", again.Text, StringComparison.Ordinal);
        Assert.Contains("Print the ticket", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_never_takes_a_seat_that_is_not_there()
    {
        await UseOwnAppAsync();
        var reservation = new AReservation()
            .For(_app.APerformanceTonight().WithCapacity(3).Build())
            .OfParty(3)
            .ExpiringAt(_app.Now.AddMinutes(20))
            .Build();
        await _app.Database.AddAsync(reservation);
        var page = await _desk.OpenAsync(Home(reservation));
        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set.SetProperty(p => p.ManuallyOccupiedSeats, 2)));

        var refused = await _desk.SubmitAsync(page, "form[action*='handler=Confirm']");
        Assert.Equal(409, refused.Status);
        Assert.Contains("Only 1 seat is left. Nothing was changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(ReservationStatus.Pending, (await ReadAsync(reservation)).Status);
    }

    [Fact]
    public async Task The_ticket_is_sent_again_to_the_party()
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var done = await _desk.SubmitAsync(await _desk.OpenAsync(Home(reservation)), "form[action*='handler=Send']");
        Assert.Equal($"{Home(reservation)}?done=sent", done.Location);
        Assert.Contains("Your ticket", (await _app.MailAsync())[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_ticket_opens_and_admits()
    {
        var reservation = await AddAsync(APending().WithEmail(null).Confirmed(_app.Now));
        var done = await _desk.SubmitAsync(await _desk.OpenAsync(Home(reservation)), "form[action*='handler=Print']");
        Assert.Equal(303, done.Status);
        Assert.Contains(reservation.Reference, (await _desk.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
        Assert.Contains("Let 2 people in", (await _desk.OpenAsync(Story.CheckInPath(done.Location!))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_or_printed_for_what_was_cancelled()
    {
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var page = await _desk.OpenAsync(Home(reservation));
        await _desk.SubmitAsync(await _desk.OpenAsync($"{Home(reservation)}/cancel"), "main form");
        foreach (var handler in new[] { "Send", "Print" })
        {
            var refused = await _desk.SubmitAsync(page, $"form[action*='handler={handler}']");
            Assert.Equal(409, refused.Status);
            Assert.Contains("This reservation was cancelled.", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_party_size_is_changed_and_a_wrong_number_is_told_and_kept()
    {
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var form = await _desk.OpenAsync($"{Home(reservation)}/party");
        Assert.Equal("2", form.Find("#PartySize").GetAttribute("value"));
        var wrong = await _desk.SubmitAsync(form, "main form", ("PartySize", "two"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("two", wrong.Find("#PartySize").GetAttribute("value"));
        Assert.Contains("as a number such as 2", wrong.Find("#PartySize-message").TextContent, StringComparison.Ordinal);

        var tooMany = await _desk.SubmitAsync(form, "main form", ("PartySize", "99"));
        Assert.Equal(409, tooMany.Status);
        Assert.Contains("38 seats are left. Nothing was changed.", tooMany.Text, StringComparison.Ordinal);
        Assert.Equal("99", tooMany.Find("#PartySize").GetAttribute("value"));

        var done = await _desk.SubmitAsync(form, "main form", ("PartySize", "5"));
        Assert.Equal($"{Home(reservation)}?done=saved", done.Location);
        Assert.Equal(5, (await ReadAsync(reservation)).PartySize);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_asks_first_and_tells_the_party_only_if_that_is_ticked(bool tell)
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().Confirmed(_app.Now));
        var form = await _desk.OpenAsync($"{Home(reservation)}/cancel");
        Assert.Contains("2 seats are given back at once.", form.Text, StringComparison.Ordinal);
        Assert.NotNull(form.Find("#Tell").GetAttribute("checked"));
        Assert.Equal(ReservationStatus.Confirmed, (await ReadAsync(reservation)).Status);

        var done = await _desk.PostAsync(
            form.Path, [.. NoScriptBrowser.Fields(form, "main form", ("Reason", "ill")).Where(f => tell || f.Name != "Tell")]);
        Assert.Equal($"{Home(reservation)}?done=cancelled", done.Location);
        Assert.Equal(ReservationStatus.Cancelled, (await ReadAsync(reservation)).Status);
        Assert.Equal(tell ? 1 : 0, await _app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == MailKind.ReservationCancelled)));
        Assert.Contains("Cancelled, by Olga ill", (await _desk.OpenAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_is_told_and_kept_and_nothing_is_cancelled()
    {
        var reservation = await AddAsync(APending());
        var form = await _desk.OpenAsync($"{Home(reservation)}/cancel");
        var reason = new string('x', Limits.Reason + 1);
        var wrong = await _desk.PostAsync(form.Path, [.. NoScriptBrowser.Fields(form, "main form", ("Reason", reason)).Where(f => f.Name != "Tell")]);
        Assert.Equal(400, wrong.Status);
        Assert.Equal(reason, wrong.Find("#Reason").GetAttribute("value"));
        Assert.Null(wrong.Find("#Tell").GetAttribute("checked"));
        Assert.Equal(ReservationStatus.Pending, (await ReadAsync(reservation)).Status);
    }

    [Fact]
    public async Task A_mistyped_address_is_put_right_and_the_link_goes_there()
    {
        await UseOwnAppAsync();
        var reservation = await AddAsync(APending().WithEmail("ada@exmaple.org"));
        var form = await _desk.OpenAsync($"{Home(reservation)}/email");
        Assert.Equal("ada@exmaple.org", form.Find("#Email").GetAttribute("value"));
        var wrong = await _desk.SubmitAsync(form, "main form", ("Email", "ada at example"));
        Assert.Equal(400, wrong.Status);
        Assert.Equal("ada at example", wrong.Find("#Email").GetAttribute("value"));
        Assert.Contains("Enter an e-mail address such as", wrong.Find("#Email-message").TextContent, StringComparison.Ordinal);

        var done = await _desk.SubmitAsync(form, "main form", ("Email", "ada@example.org"));
        Assert.Equal($"{Home(reservation)}?done=saved", done.Location);
        Assert.Equal("ada@example.org", (await ReadAsync(reservation)).Email);
        Assert.Contains("ada@example.org", (await _app.MailAsync())[0].To.ToString(), StringComparison.Ordinal);

        Assert.Equal(303, (await _desk.SubmitAsync(await _desk.OpenAsync($"{Home(reservation)}/email"), "main form", ("Email", ""))).Status);
        Assert.Null((await ReadAsync(reservation)).Email);
    }

    [Theory]
    [InlineData("party")]
    [InlineData("cancel")]
    [InlineData("email")]
    public async Task What_is_not_possible_shows_why_instead_of_a_form_and_what_is_not_there_is_not_found(string act)
    {
        var reservation = await AddAsync(APending().Cancelled());
        var impossible = await _desk.OpenAsync($"{Home(reservation)}/{act}");
        Assert.Equal(409, impossible.Status);
        Assert.Contains("This reservation was cancelled.", impossible.Text, StringComparison.Ordinal);
        Assert.Null(impossible.Document.QuerySelector("main form"));
        Assert.Equal(404, (await _desk.OpenAsync($"/staff/reservations/999999/{act}")).Status);
    }

    /// <summary>For a test that counts, reads the mails, or changes what others read.</summary>
    private async Task UseOwnAppAsync()
    {
        _desk.Dispose();
        _app = _own = await BookingFlowApp.StartAsync();
        await InitializeAsync();
    }

    private AReservation APending() =>
        new AReservation().For(_app.APerformanceTonight().Build()).AskedAt(_app.Now.AddMinutes(-5)).ExpiringAt(_app.Now.AddMinutes(20));

    private async Task<Reservation> AddAsync(AReservation reservation)
    {
        var built = reservation.Build();
        await _app.Database.AddAsync(built);
        return built;
    }

    private Task<Reservation> ReadAsync(Reservation reservation) =>
        _app.Database.ReadAsync(db => db.Reservations.SingleAsync(r => r.Id == reservation.Id));

    private static string Home(Reservation reservation) => $"/staff/reservations/{reservation.Id}";
}
