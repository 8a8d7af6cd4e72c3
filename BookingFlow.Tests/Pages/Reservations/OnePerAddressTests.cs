using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Reservations;

public sealed class OnePerAddressOnSqliteTests() : OnePerAddressTests(DatabaseDialect.Sqlite);

public sealed class OnePerAddressOnSqlServerTests() : OnePerAddressTests(DatabaseDialect.SqlServer);

public abstract class OnePerAddressTests(DatabaseDialect dialect) : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _visitor = null!;
    private NoScriptBrowser _stranger = null!;
    private Performance _performance = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync(dialect);
        (_visitor, _stranger) = (_app.Visitor(), _app.Visitor());
        _performance = await _app.AddAsync(_app.APerformanceTonight().With(p => p.OnePerAddress = true));
    }

    public async ValueTask DisposeAsync()
    {
        // Null when the test was skipped: initialization then never ran to the end.
        if (_app is not null)
        {
            _visitor.Dispose();
            _stranger.Dispose();
            await _app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_second_request_is_told_by_mail_alone_where_the_first_reservation_stands()
    {
        Assert.Equal(303, (await _visitor.ReserveAsync(_performance.Id, people: 3, email: "ada.lovelace@gmail.com")).Status);
        await _visitor.ConfirmAsync(await _app.GetConfirmationLinkAsync());
        await _app.MailAsync(2);
        var first = await _app.Database.ReadAsync(db => db.Reservations.SingleAsync());

        var sent = await _stranger.ReserveAsync(_performance.Id, people: 1, name: "Eve", email: "Ada.Lovelace+x@gmail.com");

        Assert.Equal((303, "/reservations/pending"), (sent.Status, sent.Location));
        var pending = await _stranger.OpenAsync("/reservations/pending");
        Assert.Contains(_app.Words()["Pending.Title"].Value, pending.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Reference, pending.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", pending.Text.Replace("Ada.Lovelace+x@gmail.com", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var mail = (await _app.MailAsync(3))[2];
        Assert.Equal("ada.lovelace@gmail.com", mail.To.Mailboxes.Single().Address);
        Assert.Contains(_app.Words()["Mail.AlreadyReserved.Confirmed"].Value, mail.TextBody!, StringComparison.Ordinal);
        Assert.Contains(first.Reference, mail.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("Eve", mail.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("/reservations/confirm/", mail.TextBody!, StringComparison.Ordinal);
        var own = await _visitor.OpenAsync(await _app.PartyLinkAsync(3));
        Assert.Equal(200, own.Status);
        Assert.Contains(first.Reference, own.Text, StringComparison.Ordinal);
        Assert.Equal(3, await SeatsAsync());
    }

    [Fact]
    public async Task While_the_first_is_pending_the_mail_has_a_link_that_confirms_the_first()
    {
        await _visitor.ReserveAsync(_performance.Id, people: 3);
        await _app.MailAsync();
        await _visitor.ReserveAsync(_performance.Id, people: 1);
        var mail = (await _app.MailAsync(2))[1];
        Assert.Contains(_app.Words()["Mail.AlreadyReserved.Pending"].Value, mail.TextBody!, StringComparison.Ordinal);

        var link = mail.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
        var confirmed = await _visitor.ConfirmAsync(new Uri(link).PathAndQuery);

        Assert.Equal(303, confirmed.Status);
        Assert.Equal(3, await SeatsAsync());
    }

    [Fact]
    public async Task Of_two_pending_reservations_of_one_address_the_second_is_refused()
    {
        var (first, second) = (await LinkAsync("ada@visitors.example"), await LinkAsync("Ada@visitors.example"));
        var other = await LinkAsync("eve@visitors.example");

        Assert.Equal(303, (await _visitor.ConfirmAsync(second)).Status);
        var refused = await _visitor.ConfirmAsync(first);

        Assert.Equal(409, refused.Status);
        Assert.Contains(_app.Words()["Failure.NotPossible.AddressHasReservation.Happened"].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await _visitor.ConfirmAsync(other)).Status);
        Assert.Equal(4, await SeatsAsync());
    }

    [Fact]
    public async Task Of_many_that_confirm_at_once_one_has_seats()
    {
        List<string> links = [];
        for (var i = 0; i < 8; i++)
        {
            links.Add(await LinkAsync("ada@visitors.example"));
        }

        // The first page sets the cookie of the forms.
        await _visitor.OpenAsync(links[0]);
        var forms = await Task.WhenAll(links.Select(link => _visitor.OpenAsync(link)));
        var answers = await Task.WhenAll(forms.Select(form => _visitor.SubmitAsync(form, "main form")));

        Assert.Equal([303, 409, 409, 409, 409, 409, 409, 409], answers.Select(answer => answer.Status).Order());
        Assert.Equal(2, await SeatsAsync());
    }

    [Fact]
    public async Task A_party_that_has_seats_neither_waits_nor_takes_back_others()
    {
        var released = await LinkAsync("ada@visitors.example");
        var ticket = await _visitor.ConfirmAsync(released);
        Assert.Equal(303, ticket.Status);
        Assert.True(Token.TryParse(released.Split('/')[^1], out var token));
        var party = await _visitor.OpenAsync($"/party/{token.Party.Text}");
        Assert.Equal(303, (await _visitor.SubmitAsync(party, "form[action*='Release']")).Status);
        Assert.Equal(303, (await _visitor.ConfirmAsync(await LinkAsync("ada@visitors.example"))).Status);

        var page = await _visitor.OpenAsync($"/party/{token.Party.Text}");
        Assert.Equal(409, (await _visitor.SubmitAsync(page, "form[action*='TakeBack']")).Status);
        var late = await LinkAsync("ada@visitors.example");
        await _app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.StartsAt, _app.Now.AddDays(2))
            .SetProperty(p => p.ManuallyOccupiedSeats, 38)));
        var full = await _visitor.ConfirmAsync(late);
        Assert.Equal(409, full.Status);
        Assert.Equal(409, (await _visitor.SubmitAsync(full, "form[action*='Join']")).Status);

        Assert.Equal(2, await SeatsAsync());
        Assert.Equal(0, await _app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.Status == ReservationStatus.Waiting)));
    }

    [Fact]
    public async Task Once_the_first_is_cancelled_the_address_can_reserve_again()
    {
        await _app.ReserveAndConfirmAsync(_visitor, _performance.Id);
        await _app.MailAsync(2);
        await using (var db = _app.Database.CreateDbContext())
        {
            (await db.Reservations.Include(r => r.Performance).SingleAsync()).Cancel(_app.Now);
            await db.SaveChangesAsync();
        }

        await _app.ReserveAndConfirmAsync(_visitor, _performance.Id, people: 1, mails: 3);

        Assert.Equal(1, await SeatsAsync());
    }

    [Fact]
    public async Task Elsewhere_an_address_can_have_several_and_the_form_says_nothing_of_it()
    {
        var hint = _app.Words()["Reserve.OnePerAddress"].Value;
        Assert.Contains(hint, (await _visitor.OpenAsync($"/performances/{_performance.Id}/reserve")).Text, StringComparison.Ordinal);
        var usual = await _app.AddAsync(_app.APerformanceTonight());
        Assert.DoesNotContain(hint, (await _visitor.OpenAsync($"/performances/{usual.Id}/reserve")).Text, StringComparison.Ordinal);
        _performance = usual;

        Assert.Equal(303, (await _visitor.ConfirmAsync(await LinkAsync("ada@visitors.example"))).Status);
        Assert.Equal(303, (await _visitor.ConfirmAsync(await LinkAsync("ada@visitors.example"))).Status);

        Assert.Equal(4, await SeatsAsync());
    }

    private Task<string> LinkAsync(string email) => _app.AddConfirmationLinkAsync(
        new AReservation().For(_performance).WithEmail(email).CreatedAt(_app.Now).ExpiringAt(_performance.StartsAt).Build());

    private Task<int> SeatsAsync() =>
        _app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == _performance.Id).Select(p => p.ConfirmedSeats).SingleAsync());
}
