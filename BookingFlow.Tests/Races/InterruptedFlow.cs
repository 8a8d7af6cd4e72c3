using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Mail;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Races;

/// <summary>
/// One run of the whole flow with a performance of its own. Requests that fail are sent again with the same ids; so are those of a run that goes on
/// where a killed process has stopped.
/// </summary>
internal sealed class InterruptedFlow : IAsyncDisposable
{
    private readonly BookingFlowApp _app;
    private readonly TemporaryDatabase _database;
    private readonly DirectoryInfo _mailbox;
    private readonly FakeTimeProvider _clock;
    private readonly Performance _performance;
    private readonly Steward _steward;
    private readonly (string Name, int People)[] _parties = [("Ada", 3), ("Bo", 2), ("Cy", 1)];
    private readonly InterruptedMail _mail;
    private ServiceProvider _services;
    private bool _isChecked;

    /// <param name="app">Composes the mails.</param>
    /// <param name="mailbox">The folder that gets the mails, from the program or from the server.</param>
    /// <param name="server">How the mail server fails; null: the mails are delivered to the folder.</param>
    private InterruptedFlow(
        BookingFlowApp app, TemporaryDatabase database, FakeTimeProvider clock, Performance performance, Steward steward, DirectoryInfo mailbox,
        SmtpFault? server)
    {
        (_app, _database, _clock, _performance, _steward, _mailbox) = (app, database, clock, performance, steward, mailbox);
        Faults = new FaultyDatabase(database);
        _mail = server is { } fault
            ? InterruptedMail.ToServer(Faults, mailbox, fault, clock)
            : InterruptedMail.ToFolder(Faults, mailbox);
        _services = Start();
    }

    public FaultyDatabase Faults { get; }

    /// <summary>Where the run is interrupted, for the messages of failed assertions.</summary>
    public string Interruption { get; init; } = "";

    /// <summary>Starts a run with a new performance.</summary>
    public static async Task<InterruptedFlow> CreateAsync(
        BookingFlowApp app, TemporaryDatabase database, FakeTimeProvider clock, DirectoryInfo mailbox, SmtpFault? server, string interruption)
    {
        var performance = new APerformance().At(clock.GetUtcNow().UtcDateTime.AddMinutes(80)).WithCapacity(4).Build();
        await database.AddAsync(performance);
        return await ContinueAsync(app, database, clock, performance.Id, mailbox, server, interruption);
    }

    /// <summary>Goes on with the run of a process that was killed.</summary>
    public static async Task<InterruptedFlow> ContinueAsync(
        BookingFlowApp app, TemporaryDatabase database, FakeTimeProvider clock, int performanceId, DirectoryInfo mailbox, SmtpFault? server,
        string interruption)
    {
        var performance = await database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performanceId));
        return new InterruptedFlow(app, database, clock, performance, await StewardAsync(database), mailbox, server) { Interruption = interruption };
    }

    public int PerformanceId => _performance.Id;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _mail.DisposeAsync();
    }

    public async Task RunAsync()
    {
        foreach (var (name, people) in _parties)
        {
            await StepAsync($"reserve {name}", request => Get<ReserveSeats>().ReserveAsync(
                _performance.Id,
                new ReservationInput(name, Email(name), null, null, people.ToString(CultureInfo.InvariantCulture))
                {
                    Waits = true,
                    SmallestParty = "1",
                },
                request, CancellationToken.None));
        }

        await MailAsync();
        await Task.WhenAll(new[] { "Ada", "Cy" }.Select(name => StepAsync(
            $"confirm {name}", request => Get<ConfirmReservation>().ConfirmAsync(Link(name), request, null, CancellationToken.None))));
        await StepAsync("join Bo", _ => Get<JoinWaitingList>().JoinAsync(Link("Bo"), "2", CancellationToken.None));
        await StepAsync("fewer Ada", request => Get<ChangeOwnReservation>().ChangeAsync(
            Link("Ada").Party, request, "1", null, CancellationToken.None));
        await MailAsync();
        await StepAsync("check in Ada", request => Get<CheckInParty>().AdmitAsync(
            Link("Ada").Party.Ticket.CheckIn, _steward, new Admission(request), CancellationToken.None));
        await StepAsync("release Cy", request => Get<ChangeOwnReservation>().ReleaseAsync(Link("Cy").Party, request, CancellationToken.None));
        await MailAsync();
        var cy = (await ReservationsAsync()).Single(r => r.Email == Email("Cy")).Id;
        await StepAsync("erase Cy", _ => Get<EraseReservation>().EraseAsync(cy, Actor.Party, CancellationToken.None));
    }

    /// <summary>
    /// What must be true at any time, right after an interruption, too: the database is legal, and the mailbox has the mails that the database calls
    /// sent, and none that it does not know.
    /// </summary>
    public async Task AssertLegalAsync()
    {
        foreach (var result in await new DatabaseChecker(_database, _app.Services.GetRequiredService<CurrentVenue>(), _clock)
            .CheckAsync(CancellationToken.None))
        {
            Assert.True(result.Holds, $"{result.Rule} {string.Join(", ", result.Findings)}: {Interruption}");
        }

        var rows = await _database.ReadAsync(db => db.Outbox.Where(m => m.Reservation!.PerformanceId == _performance.Id)
            .Select(m => new { m.MessageId, IsSent = m.SentAt != null }).ToListAsync());
        var delivered = DeliveredIds();
        Assert.True(
            delivered.TrueForAll(id => rows.Exists(row => $"{row.MessageId:N}" == id)), $"A mail is not in the outbox: {Interruption}");
        Assert.True(
            rows.TrueForAll(row => !row.IsSent || delivered.Contains($"{row.MessageId:N}")), $"A sent mail was not delivered: {Interruption}");
    }

    /// <param name="interruptions">How often the flow was interrupted: each may have lost the answer to one delivery.</param>
    public async Task AssertEndAsync(int interruptions = 1)
    {
        var where = Interruption;
        var reservations = await ReservationsAsync();
        Assert.True(
            reservations.Select(r => (r.Status, r.PartySize, r.Name)).SequenceEqual(
            [
                (ReservationStatus.Confirmed, 1, "Ada"), (ReservationStatus.Confirmed, 2, "Bo"),
                (ReservationStatus.Cancelled, 1, Reservation.ErasedName),
            ]),
            $"{string.Join(", ", reservations.Select(r => $"{r.Name} is {r.Status}, {r.PartySize}"))}: {where}");
        var performance = await _database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == _performance.Id));
        Assert.True((3, 0) == (performance.ConfirmedSeats, performance.WaitingPeople), $"{performance.ConfirmedSeats} confirmed seats: {where}");
        var inside = await _database.ReadAsync(
            db => db.CheckIns.Where(c => c.Reservation.PerformanceId == _performance.Id).Select(c => c.People).ToListAsync());
        Assert.True(inside is [1], $"Not checked in once: {where}");
        await AssertLegalAsync();
        await AssertMailsAsync(where, interruptions);
    }

    /// <summary>Each mail that is owed was delivered, and what was delivered twice has the same Message-ID.</summary>
    private async Task AssertMailsAsync(string where, int interruptions)
    {
        var rows = await _database.ReadAsync(
            db => db.Outbox.Where(m => m.Reservation!.PerformanceId == _performance.Id).OrderBy(m => m.Id)
                .Select(m => new { m.Kind, m.MessageId, m.SentAt }).ToListAsync());
        Assert.True(
            rows.Select(row => row.Kind).Order().SequenceEqual(
            [
                MailKind.Confirmation, MailKind.Confirmation, MailKind.Confirmation, MailKind.Ticket, MailKind.Ticket, MailKind.Ticket,
                MailKind.ReservationReleased, MailKind.WaitingListTicket,
            ]),
            $"{string.Join(", ", rows.Select(row => row.Kind))}: {where}");
        Assert.True(rows.TrueForAll(row => row.SentAt is not null), $"A mail was not sent: {where}");
        var delivered = DeliveredIds();
        Assert.True(
            delivered.Distinct().Order().SequenceEqual(rows.Select(row => $"{row.MessageId:N}").Order()), $"Other mails were delivered: {where}");
        Assert.True(delivered.Count <= rows.Count + interruptions, $"{delivered.Count} deliveries of {rows.Count} mails: {where}");
    }

    /// <summary>Sends a request until it is answered with success; with the same id each time.</summary>
    private async Task StepAsync<T>(string step, Func<Guid, Task<Result<T>>> sendAsync)
        where T : notnull
    {
        // The same id in each attempt, and in the process that goes on.
        var request = SubmissionId.Of(_performance.Id.ToString(CultureInfo.InvariantCulture), step);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if ((await sendAsync(request)).Succeeded)
                {
                    return;
                }
            }
            catch (Exception) when (Faults.HasFailed && attempt < 4)
            {
                // A visitor sees an error and tries again.
            }

            Assert.True(attempt < 4, $"{step} did not succeed: {Interruption}");
            await RestartAsync();
        }
    }

    /// <summary>Sends all unsent mail as the recurring job does, again after each failure.</summary>
    private async Task MailAsync()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var unsent = await _database.ReadAsync(db => db.Outbox
                .Where(m => m.Reservation!.PerformanceId == _performance.Id && m.SentAt == null && m.GivenUpAt == null)
                .OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());
            if (unsent.Count == 0)
            {
                return;
            }

            await SendAsync(unsent);
            await RestartAsync();
            await RetryRefusedAsync();
            // Past the claim of a sender that was killed, and the delay after a failure.
            _clock.Advance(_app.Services.GetRequiredService<MailSettings>().ClaimLease + TimeSpan.FromSeconds(20));
        }
    }

    /// <summary>Sends mails as one job does, with one delivery.</summary>
    private async Task SendAsync(List<int> mails)
    {
        var delivery = _mail.Create();
        foreach (var mail in mails)
        {
            try
            {
                await ActivatorUtilities.CreateInstance<OutboxMailSender>(_app.Services, delivery, Get<WriteTransaction>())
                    .RunAsync(mail, CancellationToken.None);
            }
            catch (Exception) when (Faults.HasFailed)
            {
                // The job fails, and the next one sends the mail.
            }
        }

        await ((delivery as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Mails that the server has refused for ever are retried by staff.</summary>
    private async Task RetryRefusedAsync()
    {
        var refused = await _database.ReadAsync(db => db.Outbox
            .Where(m => m.Reservation!.PerformanceId == _performance.Id && m.GivenUpAt != null).Select(m => m.Id).ToListAsync());
        foreach (var mail in refused)
        {
            var actor = new Actor(_steward.StaffId, _steward.Name);
            Assert.True((await Get<RetryMail>().RetryAsync(mail, actor, CancellationToken.None)).Succeeded, Interruption);
        }
    }

    private async Task RestartAsync()
    {
        if (!Faults.HasFailed)
        {
            return;
        }

        if (!_isChecked)
        {
            _isChecked = true;
            await AssertLegalAsync();
        }

        if (Faults.DiesThere)
        {
            _services = Start();
        }

        Faults.Restart();
    }

    private ServiceProvider Start()
    {
        var services = new InterruptedServices(Faults, _database, _clock).Create();
        var profile = AVenue.Profile();
        profile.WaitingListClosesMinutes = 0;
        services.GetRequiredService<CurrentVenue>().Set(profile);
        return services;
    }

    private static async Task<Steward> StewardAsync(TemporaryDatabase database)
    {
        var dora = await database.ReadAsync(db => db.Users.OrderBy(u => u.Id).FirstOrDefaultAsync());
        if (dora is null)
        {
            dora = new Web.Staff.StaffUser { UserName = "dora@example.org", DisplayName = "Dora" };
            await database.AddAsync(dora);
        }

        return new Steward(dora.Id, dora.DisplayName, AssignedPerformanceId: null);
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private string Email(string name) => $"{name}-{_performance.Id}@visitors.example";

    /// <summary>The confirmation token in the last confirmation mail to a party.</summary>
    private Token Link(string name)
    {
        var mail = Delivered().Last(m => m.To.Mailboxes.Single().Address == Email(name)
            && m.TextBody!.Contains("/reservations/confirm/", StringComparison.Ordinal));
        var address = mail.TextBody!.Split((char[]?)null).First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
        Assert.True(Token.TryParse(address.Split('/')[^1], out var token));
        return token;
    }

    private List<string> DeliveredIds() => [.. Delivered().Select(mail => mail.MessageId!.Split('@')[0])];

    /// <summary>The mails in the mailbox, oldest first.</summary>
    private List<MimeMessage> Delivered() =>
        [.. _mailbox.GetFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc).Select(file => MimeMessage.Load(file.FullName))];

    private Task<List<Reservation>> ReservationsAsync() => _database.ReadAsync(
        db => db.Reservations.Where(r => r.PerformanceId == _performance.Id).OrderBy(r => r.Id).ToListAsync());
}
