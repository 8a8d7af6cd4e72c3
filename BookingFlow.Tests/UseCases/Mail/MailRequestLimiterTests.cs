using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class MailRequestLimiterOnSqliteTests() : MailRequestLimiterTests(DatabaseDialect.Sqlite);

public sealed class MailRequestLimiterOnSqlServerTests() : MailRequestLimiterTests(DatabaseDialect.SqlServer);

/// <summary>Limits: 3 unconfirmed mails to a mailbox and 5 to a known one, 6 from a network and 8 to a known mailbox.</summary>
public abstract class MailRequestLimiterTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private const string Victim = "victim@example.com";
    private static readonly RequestedMailLimits Limits = new(ToMailbox: 3, ToKnownMailbox: 5, FromNetwork: 6, FromNetworkToKnown: 8);
    private readonly Performance _performance = new APerformance().At(TestTimes.Now.AddDays(9)).WithCapacity(1000).Build();
    private ServiceProvider _services = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _services = Host.CreateServices(Host.Database, Host.Database.Metrics.Booking, Limits);
        await Host.Database.AddAsync(_performance);
    }

    [Fact]
    public async Task The_fourth_mail_to_a_mailbox_is_held_back_and_its_reservation_is_made_all_the_same()
    {
        foreach (var client in Enumerable.Range(1, 4))
        {
            Assert.Equal(ReservationStatus.Pending, (await ReserveAsync($"Victim+{client}@example.COM", client)).Status);
        }

        Assert.Equal([null, null, null, OutboxMail.TooManyToMailbox], await ErrorsAsync());
        Assert.Equal(4, await Host.Database.ReadAsync(db => db.Reservations.CountAsync()));
        // A mail that is held back says nothing about who requested it.
        var heldBack = await HeldBackAsync();
        Assert.Equal((null, null, MailState.HeldBack), (heldBack.MailboxKey, heldBack.ClientKey, StateOf(heldBack)));
    }

    [Fact]
    public async Task Requests_of_one_transaction_are_counted_together()
    {
        var made = await Task.WhenAll(Enumerable.Range(1, 9).Select(client => Task.Run(() => ReserveAsync(Victim, client))));

        Assert.Equal(9, made.Length);
        Assert.Equal(6, (await ErrorsAsync()).Count(error => error == OutboxMail.TooManyToMailbox));
    }

    [Fact]
    public async Task The_limit_per_mailbox_is_of_a_day()
    {
        await ReserveManyAsync(4, Victim);
        Host.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        await ReserveAsync(Victim, client: 99);
        Host.Clock.Advance(TimeSpan.FromSeconds(1));

        await ReserveAsync(Victim, client: 99);

        Assert.Equal([null, null, null, OutboxMail.TooManyToMailbox, OutboxMail.TooManyToMailbox, null], await ErrorsAsync());
    }

    [Fact]
    public async Task The_limit_per_network_is_of_an_hour_and_of_that_network()
    {
        foreach (var i in Enumerable.Range(1, 7))
        {
            await ReserveAsync($"guest{i}@example.com", client: 1);
        }

        await ReserveAsync("guest8@example.com", client: 2);
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await ReserveAsync("guest9@example.com", client: 1);

        Assert.Equal([.. Enumerable.Repeat<string?>(null, 6), OutboxMail.TooManyFromNetwork, null, null], await ErrorsAsync());
    }

    [Fact]
    public async Task Confirmed_requests_do_not_count_and_the_mailbox_is_known_from_then_on()
    {
        foreach (var i in Enumerable.Range(1, 4))
        {
            await ConfirmAsync(await ReserveAsync(Victim, client: 1));
        }

        await ReserveManyAsync(6, Victim, firstClient: 10);

        Assert.Equal([.. Enumerable.Repeat<string?>(null, 9), OutboxMail.TooManyToMailbox], await ErrorsAsync());
    }

    [Fact]
    public async Task A_known_mailbox_gets_its_mail_from_a_network_that_requested_too_many()
    {
        await Host.Database.AddAsync(new AReservation().For(new APerformance().Build()).WithEmail("Known@Example.com").Confirmed().Build());
        foreach (var i in Enumerable.Range(1, 7))
        {
            await ReserveAsync($"guest{i}@example.com", client: 1);
        }

        await ReserveAsync("known@example.com", client: 1);

        Assert.Null((await ErrorsAsync())[^1]);
    }

    [Fact]
    public async Task A_mail_to_an_address_that_was_then_corrected_and_confirmed_still_counts()
    {
        foreach (var client in Enumerable.Range(1, 3))
        {
            var own = await ReserveAsync($"eve{client}@example.com", client);
            await CorrectAsync(own, Victim, client);
            await CorrectAsync(own, $"eve{client}@example.com", client);
            await ConfirmAsync(own);
        }

        await ReserveAsync(Victim, client: 4);

        Assert.Equal(OutboxMail.TooManyToMailbox, (await ErrorsAsync())[^1]);
    }

    [Fact]
    public async Task Corrections_are_limited()
    {
        await ReserveManyAsync(3, Victim);
        var own = await ReserveAsync("eve@example.com", client: 7);

        await CorrectAsync(own, "VICTIM@example.com", client: 8);

        Assert.Equal(OutboxMail.TooManyToMailbox, (await ErrorsAsync())[^1]);
    }

    [Fact]
    public async Task An_unsent_mail_does_not_go_to_the_address_that_the_party_corrects_it_to()
    {
        var own = await ReserveAsync("eve@example.com", client: 1);

        await CorrectAsync(own, Victim, client: 1);

        Assert.Equal([OutboxMail.AddressCorrected, null], await ErrorsAsync());
        Assert.Equal(1, await Host.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.SentAt == null && m.GivenUpAt == null)));
    }

    [Fact]
    public async Task Correcting_the_address_replaces_the_mail_that_was_held_back()
    {
        await ReserveManyAsync(4, Victim);

        var heldBack = (await HeldBackAsync()).ReservationId!.Value;
        Assert.True((await Get<CorrectEmail>().CorrectAsync(heldBack, "ada@example.org", Host.Actor, CancellationToken.None)).Succeeded);

        Assert.Equal([null, null, null, OutboxMail.AddressCorrected, null], await ErrorsAsync());
    }

    [Fact]
    public async Task Resends_are_limited_and_their_answer_is_the_same()
    {
        var pending = await ReserveAsync(Victim, client: 1);
        await ReserveManyAsync(2, Victim, firstClient: 2);
        await SentAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True((await ResendAsync(pending)).Succeeded);

        Assert.Equal(OutboxMail.TooManyToMailbox, (await ErrorsAsync())[^1]);
        Assert.Equal(
            FailureKind.TooManyRequests, (await AfterItsTurnAsync(() => ResendAsync(pending))).Failure?.Kind);
    }

    [Fact]
    public async Task Password_links_are_limited_as_to_a_known_mailbox()
    {
        var dora = (await Host.Database.ReadAsync(db => db.Users.OrderBy(u => u.Id).FirstAsync())).Id;
        await Host.Database.ReadAsync(db => db.Users.Where(u => u.Id == dora).ExecuteUpdateAsync(set => set
            .SetProperty(u => u.Email, "dora@example.org").SetProperty(u => u.NormalizedEmail, "DORA@EXAMPLE.ORG")));

        foreach (var client in Enumerable.Range(1, 6))
        {
            Assert.True((await Get<SendPasswordLink>().SendResetLinkAsync("dora@ex\u00ADample\u3002org", client, CancellationToken.None)).Value);
        }

        Assert.Equal([.. Enumerable.Repeat<string?>(null, 5), OutboxMail.TooManyToMailbox], await ErrorsAsync());
    }

    [Fact]
    public async Task The_box_office_sends_what_was_held_back_and_it_does_not_count()
    {
        await ReserveManyAsync(4, Victim);
        var heldBack = await HeldBackAsync();

        Assert.True((await Get<ResendMail>().SendAsync(heldBack.ReservationId!.Value, Host.Actor, CancellationToken.None)).Succeeded);

        Assert.Equal([null, null, null, OutboxMail.SentByStaff, null], await ErrorsAsync());
        Assert.Equal(0, await Host.Database.ReadAsync(db => db.Outbox.CountAsync(MailStates.Matches(MailState.HeldBack))));
        Assert.Equal(3, await Host.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.MailboxKey != null)));
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal((AuditAction.MailSentAgain, heldBack.ReservationId, "Dora"), (entry.Action, entry.SubjectId, entry.StaffName));
    }

    [Fact]
    public async Task An_administrator_releases_a_mail_that_was_held_back()
    {
        await ReserveManyAsync(4, Victim);
        var heldBack = await HeldBackAsync();

        Assert.True((await Get<RetryMail>().RetryAsync(heldBack.Id, Host.Actor, CancellationToken.None)).Succeeded);

        Assert.Equal(MailState.Waiting, StateOf(await Host.Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == heldBack.Id))));
        var entry = await Host.Database.ReadAsync(db => db.AuditLog.SingleAsync());
        Assert.Equal((AuditAction.MailRetried, OutboxMail.TooManyToMailbox), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task Who_requested_is_forgotten_after_an_hour_and_for_whom_after_a_day()
    {
        await ReserveAsync(Victim, client: 1);
        Assert.Equal((true, true), await KeysAsync());
        Host.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        await Get<ForgetMailRequests>().RunAsync(CancellationToken.None);
        Assert.Equal((true, true), await KeysAsync());

        Host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Get<ForgetMailRequests>().RunAsync(CancellationToken.None);
        Assert.Equal((true, false), await KeysAsync());

        Host.Clock.Advance(TimeSpan.FromHours(23));
        await Get<ForgetMailRequests>().RunAsync(CancellationToken.None);
        Assert.Equal((false, false), await KeysAsync());
    }

    [Fact]
    public async Task Erasing_the_party_forgets_its_requests()
    {
        var pending = await ReserveAsync(Victim, client: 1);
        await Get<CancelReservation>().CancelAsync(pending.Id, notifyParty: false, null, Host.Actor, CancellationToken.None);

        Assert.Equal(1, (await Get<EraseAddress>().EraseAsync(Victim, Host.Actor, CancellationToken.None)).Value);

        Assert.Equal((false, false), await KeysAsync());
        Assert.Null((await Host.ReservationAsync(pending.Id)).MailboxKey);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task<Reservation> ReserveAsync(string email, int client)
    {
        var input = new ReservationInput("Ada Lovelace", email, null, null, "2") { ClientKey = client };
        var result = await Get<ReserveSeats>().ReserveAsync(_performance.Id, input, Guid.NewGuid(), CancellationToken.None);
        return result.Value!;
    }

    /// <summary>Reserves several times for one address, each time from another network.</summary>
    private async Task ReserveManyAsync(int times, string email, int firstClient = 1)
    {
        foreach (var client in Enumerable.Range(firstClient, times))
        {
            await ReserveAsync(email, client);
        }
    }

    private Task<Result<Reservation>> ResendAsync(Reservation reservation) =>
        Get<ResendLink>().SendAsync(reservation.Id, Guid.NewGuid(), clientKey: 1, CancellationToken.None);

    private async Task CorrectAsync(Reservation reservation, string email, int client) =>
        Assert.True((await Get<CorrectEmail>().CorrectByPartyAsync(reservation.Id, email, client, CancellationToken.None)).Succeeded);

    private async Task ConfirmAsync(Reservation reservation) =>
        Assert.True((await Get<ConfirmForParty>().ConfirmAsync(reservation.Id, Host.Actor, CancellationToken.None)).Succeeded);

    /// <summary>Marks every mail that is not held back as sent.</summary>
    private async Task SentAsync()
    {
        await using var db = Host.Database.CreateDbContext();
        await foreach (var mail in db.Outbox.Where(MailStates.Matches(MailState.Waiting)).AsAsyncEnumerable())
        {
            mail.Sent(Host.Clock.GetUtcNow().UtcDateTime);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Runs a request after the sender has given up the mail that is held back.</summary>
    private async Task<Result<Reservation>> AfterItsTurnAsync(Func<Task<Result<Reservation>>> request)
    {
        await using var db = Host.Database.CreateDbContext();
        var mail = await db.Outbox.SingleAsync(MailStates.Matches(MailState.HeldBack));
        mail.GiveUp(mail.LastError!, Host.Clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync();
        return await request();
    }

    /// <summary>The errors of all mails with a link for strangers, in their order; null for a mail that is not held back.</summary>
    private Task<List<string?>> ErrorsAsync() => Host.Database.ReadAsync(db => db.Outbox
        .Where(m => m.Kind == MailKind.Confirmation || m.Kind == MailKind.PasswordReset)
        .OrderBy(m => m.Id).Select(m => m.LastError).ToListAsync());

    private Task<OutboxMail> HeldBackAsync() => Host.Database.ReadAsync(db => db.Outbox.SingleAsync(MailStates.Matches(MailState.HeldBack)));

    private Task<(bool, bool)> KeysAsync() =>
        Host.Database.ReadAsync(async db => await db.Outbox.SingleAsync() is var mail ? (mail.MailboxKey != null, mail.ClientKey != null) : default);

    private static MailState StateOf(OutboxMail mail) => MailStates.Of(mail.SentAt, mail.GivenUpAt, mail.FailingSince, mail.LastError);
}
