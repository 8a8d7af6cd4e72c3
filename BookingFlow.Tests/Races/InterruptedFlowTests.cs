using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Checking;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.UseCases.Door;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Races;

/// <summary>
/// The whole flow, interrupted at each call of the database and each delivery of mail: reserve, mail, confirm in groups, join the waiting list, give
/// back, check in, release, erase. Whoever got no answer sends the same request again; afterwards nothing is lost, doubled or overbooked.
/// </summary>
/// <remarks>
/// A call fails alone, as by an error of the disk, or all later ones fail too until the restart, as when the process is killed. Each build takes a
/// sample; with <c>BOOKINGFLOW_EVERY_STEP=true</c> every step is interrupted (CONTRIBUTING.md).
/// </remarks>
public sealed class InterruptedFlowTests : IAsyncLifetime
{
    /// <summary>Every how many steps the sample of a build interrupts.</summary>
    private const int Stride = 9;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(TestTimes.Now));
    private BookingFlowApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await BookingFlowApp.StartWithoutJobsAsync(_clock);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_interruption_at_any_step_the_flow_ends_as_without_one(bool isKilled)
    {
        var undisturbed = (await RunAsync(failingCall: null, isKilled)).Calls;
        Assert.True(undisturbed > 100, $"Only {undisturbed} calls were counted.");
        var stride = Environment.GetEnvironmentVariable("BOOKINGFLOW_EVERY_STEP") == "true" ? 1 : Stride;
        // The two cases take different steps.
        var call = isKilled ? 1 : 1 + (stride / 2);
        // Not up to the number counted: two confirmations in one transaction make fewer calls than in two.
        while ((await RunAsync(call, isKilled)).HasFailed)
        {
            call += stride;
        }

        Assert.InRange(call, undisturbed - 20 - stride, undisturbed + 20 + stride);
    }

    /// <summary>Runs the flow with a performance of its own.</summary>
    /// <returns>The database, which has counted the calls.</returns>
    private async Task<FaultyDatabase> RunAsync(int? failingCall, bool isKilled)
    {
        var flow = await InterruptedFlow.CreateAsync(_app, _clock);
        if (failingCall is { } call)
        {
            flow.Faults.Fail(call, isKilled);
        }

        await flow.RunAsync();
        await flow.AssertEndAsync($"interrupted at call {failingCall}{(isKilled ? ", killed" : "")}");
        return flow.Faults;
    }

    /// <summary>One run of the flow. Requests that fail are sent again with the same ids.</summary>
    private sealed class InterruptedFlow : IMailDelivery
    {
        private readonly BookingFlowApp _app;
        private readonly FakeTimeProvider _clock;
        private readonly Performance _performance;
        private readonly Steward _steward;
        private readonly List<MimeMessage> _delivered = [];
        private readonly (string Name, int People)[] _parties = [("Ada", 3), ("Bo", 2), ("Cy", 1)];
        private readonly Dictionary<string, Guid> _requests = [];
        private ServiceProvider _services;

        private InterruptedFlow(BookingFlowApp app, FakeTimeProvider clock, Performance performance, Steward steward)
        {
            (_app, _clock, _performance, _steward) = (app, clock, performance, steward);
            Faults = new FaultyDatabase(app.Database);
            _services = Start();
        }

        public FaultyDatabase Faults { get; }

        public static async Task<InterruptedFlow> CreateAsync(BookingFlowApp app, FakeTimeProvider clock)
        {
            var performance = await app.AddAsync(new APerformance().At(clock.GetUtcNow().UtcDateTime.AddMinutes(80)).WithCapacity(4));
            return new InterruptedFlow(app, clock, performance, await StewardAsync(app));
        }

        public async Task RunAsync()
        {
            foreach (var (name, people) in _parties)
            {
                await StepAsync($"reserve {name}", request => Get<ReserveSeats>().ReserveAsync(
                    _performance.Id,
                    new ReservationInput(name, Email(name), null, null, people.ToString(CultureInfo.InvariantCulture)) { Waits = true, SmallestParty = "1" },
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
            await _services.DisposeAsync();
        }

        public async Task AssertEndAsync(string where)
        {
            var reservations = await ReservationsAsync();
            Assert.True(
                reservations.Select(r => (r.Status, r.PartySize, r.Name)).SequenceEqual(
                [
                    (ReservationStatus.Confirmed, 1, "Ada"), (ReservationStatus.Confirmed, 2, "Bo"),
                    (ReservationStatus.Cancelled, 1, Reservation.ErasedName),
                ]),
                $"{string.Join(", ", reservations.Select(r => $"{r.Name} is {r.Status}, {r.PartySize}"))}: {where}");
            var performance = await _app.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == _performance.Id));
            Assert.True((3, 0) == (performance.ConfirmedSeats, performance.WaitingPeople), $"{performance.ConfirmedSeats} confirmed seats: {where}");
            var inside = await _app.Database.ReadAsync(
                db => db.CheckIns.Where(c => c.Reservation.PerformanceId == _performance.Id).Select(c => c.People).ToListAsync());
            Assert.True(inside is [1], $"Not checked in once: {where}");
            foreach (var result in await new DatabaseChecker(_app.Database, _app.Services.GetRequiredService<CurrentVenue>(), _clock)
                .CheckAsync(CancellationToken.None))
            {
                Assert.True(result.Holds, $"{result.Rule} {string.Join(", ", result.Findings)}: {where}");
            }

            await AssertMailsAsync(where);
        }

        /// <summary>Each mail that is owed was delivered, and what was delivered twice has the same Message-ID.</summary>
        private async Task AssertMailsAsync(string where)
        {
            var rows = await _app.Database.ReadAsync(
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
            var delivered = _delivered.Select(mail => mail.MessageId!.Split('@')[0]).ToList();
            Assert.True(
                delivered.Distinct().Order().SequenceEqual(rows.Select(row => $"{row.MessageId:N}").Order()), $"Other mails were delivered: {where}");
            Assert.True(delivered.Count <= rows.Count + 1, $"{delivered.Count} deliveries of {rows.Count} mails: {where}");
        }

        public Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
        {
            Faults.Call();
            lock (_delivered)
            {
                _delivered.Add(message);
            }

            // The server has taken the mail, and its answer is lost.
            Faults.Call();
            return Task.CompletedTask;
        }

        /// <summary>Sends a request until it is answered with success; with the same id each time.</summary>
        private async Task StepAsync<T>(string step, Func<Guid, Task<Result<T>>> sendAsync)
            where T : notnull
        {
            Guid request;
            lock (_requests)
            {
                request = _requests[step] = _requests.GetValueOrDefault(step, Guid.NewGuid());
            }

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

                Assert.True(attempt < 4, $"{step} did not succeed.");
                Restart();
            }
        }

        /// <summary>Sends all unsent mail as the recurring job does, again after each failure.</summary>
        private async Task MailAsync()
        {
            for (var attempt = 0; attempt < 5; attempt++)
            {
                var unsent = await _app.Database.ReadAsync(db => db.Outbox
                    .Where(m => m.Reservation!.PerformanceId == _performance.Id && m.SentAt == null && m.GivenUpAt == null)
                    .OrderBy(m => m.Id).Select(m => m.Id).ToListAsync());
                if (unsent.Count == 0)
                {
                    return;
                }

                foreach (var mail in unsent)
                {
                    try
                    {
                        await ActivatorUtilities.CreateInstance<OutboxMailSender>(_app.Services, this, Get<WriteTransaction>())
                            .RunAsync(mail, CancellationToken.None);
                    }
                    catch (Exception) when (Faults.HasFailed)
                    {
                        // The job fails, and the next one sends the mail.
                    }
                }

                Restart();
                // Past the claim of a sender that was killed, and the delay after a failure.
                _clock.Advance(_app.Services.GetRequiredService<MailSettings>().ClaimLease + TimeSpan.FromSeconds(20));
            }
        }

        private void Restart()
        {
            if (Faults is { HasFailed: true, DiesThere: true })
            {
                _services = Start();
            }

            if (Faults.HasFailed)
            {
                Faults.Restart();
            }
        }

        private ServiceProvider Start()
        {
            var services = new InterruptedServices(Faults, _app.Database, _clock).Create();
            var profile = AVenue.Profile();
            profile.WaitingListClosesMinutes = 0;
            services.GetRequiredService<CurrentVenue>().Set(profile);
            return services;
        }

        private static async Task<Steward> StewardAsync(BookingFlowApp app)
        {
            var dora = await app.Database.ReadAsync(db => db.Users.OrderBy(u => u.Id).FirstOrDefaultAsync());
            if (dora is null)
            {
                dora = new Web.Staff.StaffUser { UserName = "dora@example.org", DisplayName = "Dora" };
                await app.Database.AddAsync(dora);
            }

            return new Steward(dora.Id, dora.DisplayName, AssignedPerformanceId: null);
        }

        private T Get<T>()
            where T : notnull => _services.GetRequiredService<T>();

        private string Email(string name) => $"{name}-{_performance.Id}@visitors.example";

        /// <summary>The confirmation token in the last confirmation mail to a party.</summary>
        private Token Link(string name)
        {
            var mail = _delivered.Last(m => m.To.Mailboxes.Single().Address == Email(name)
                && m.TextBody!.Contains("/reservations/confirm/", StringComparison.Ordinal));
            var address = mail.TextBody!.Split((char[]?)null).First(word => word.Contains("/reservations/confirm/", StringComparison.Ordinal));
            Assert.True(Token.TryParse(address.Split('/')[^1], out var token));
            return token;
        }

        private Task<List<Reservation>> ReservationsAsync() => _app.Database.ReadAsync(
            db => db.Reservations.Where(r => r.PerformanceId == _performance.Id).OrderBy(r => r.Id).ToListAsync());
    }

    /// <summary>The use cases of one life of the program, on a database whose calls can fail.</summary>
    private sealed class InterruptedServices(FaultyDatabase faults, TemporaryDatabase database, FakeTimeProvider clock)
        : UseCaseFixture(faults, database.Metrics.Booking, clock)
    {
        private readonly FaultyDatabase _faults = faults;
        private readonly TemporaryDatabase _database = database;

        public ServiceProvider Create() => CreateServices(_faults, _database.Metrics.Booking);
    }
}
