using BookingFlow.Tests.Races;
using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BookingFlow.Tests.Nodes;

/// <summary>Operation with two nodes that share only the database: any node can answer any request.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int Rounds = 4;
    private const int Parties = 200;
    private const int Seats = 480;

    /// <summary>Number of answers after which a node is killed; small enough that seats are still left.</summary>
    private const int AnswersBeforeKill = 5;

    private TwoNodes _nodes = null!;

    public async ValueTask InitializeAsync() => _nodes = await TwoNodes.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task A_form_and_a_cookie_of_one_node_are_valid_on_the_other()
    {
        var performance = new APerformance().At(DateTime.UtcNow.AddMinutes(30)).Build();
        await _nodes.Database.AddAsync(performance);
        var (here, there) = (_nodes.AddressOf(0), _nodes.AddressOf(1));

        using var visitor = new NoScriptBrowser(_nodes.Address);
        var form = await visitor.OpenAsync($"{here}/performances/{performance.Id}/reserve");
        var reserved = await visitor.PostAsync(
            $"{there}/performances/{performance.Id}/reserve",
            NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2")));
        Assert.Equal((303, "/reservations/pending"), (reserved.Status, reserved.Location));
        Assert.Contains("ada@visitors.example", (await visitor.OpenAsync($"{here}/reservations/pending")).Text, StringComparison.Ordinal);

        await AddStewardAsync("dora@staff.example");
        using var steward = new NoScriptBrowser(_nodes.Address);
        var login = await steward.OpenAsync($"{here}/staff/login");
        var signedIn = await steward.PostAsync(
            $"{there}/staff/login", NoScriptBrowser.Fields(
                login, "main form", ("Email", "dora@staff.example"), ("Password", BookingFlowApp.StaffPassword)));
        Assert.Equal((303, "/staff"), (signedIn.Status, signedIn.Location));
        Assert.Equal(200, (await steward.OpenAsync($"{here}/staff/check-in")).Status);
        Assert.Equal(200, (await steward.OpenAsync($"{there}/staff/check-in")).Status);
    }

    [Fact]
    public async Task Signing_out_on_one_node_ends_the_session_on_the_other()
    {
        await AddStewardAsync("otto@staff.example");
        var (here, there) = (_nodes.AddressOf(0), _nodes.AddressOf(1));
        using var steward = new NoScriptBrowser(here);
        Assert.Equal(303, (await steward.SignInAsync("otto@staff.example", BookingFlowApp.StaffPassword)).Status);
        using var copy = new NoScriptBrowser(there);
        var cookie = steward.Cookies.GetCookies(new Uri(here))["bookingflow.staff"]!;
        copy.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, "/", new Uri(there).Host));
        Assert.Equal(200, (await copy.OpenAsync("/staff/check-in")).Status);

        Assert.Equal(303, (await steward.SubmitAsync(await steward.OpenAsync("/staff/logout"), "main form")).Status);

        Assert.Equal(302, (await copy.OpenAsync("/staff/check-in")).Status);
    }

    [Fact]
    public async Task Killing_a_node_during_each_of_four_rushes_neither_overbooks_nor_loses_a_reservation()
    {
        var (tickets, retried) = (new List<string>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var rush = await PendingPartiesAsync();
            await RushAsync(rush, killing: round % 2);
            tickets.AddRange(await CheckRushAsync(rush));
            retried += rush.Count(party => party is { FailedAttempts: > 0, Answer.Status: 303 });
            rush.ForEach(party => party.Browser.Dispose());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tickets.Count} tickets, {retried} of them after a retry");
        Assert.True(retried > Rounds, "Too few confirmed parties had to retry: the kills did not fall into the rush.");
        await Eventually.AssertAsync(
            () => _nodes.Database.ReadAsync(async db => !await db.Outbox.AnyAsync(m => m.SentAt == null)), "every mail in the outbox was sent");
        await EveryMailWasDeliveredOnceAsync();
        using var visitor = new NoScriptBrowser(_nodes.Address);
        foreach (var ticket in tickets)
        {
            Assert.Equal(200, (await visitor.OpenAsync(ticket)).Status);
        }
    }

    /// <summary>Confirms all parties in parallel, and kills and restarts a node after the first answers.</summary>
    private async Task RushAsync(List<Party> rush, int killing)
    {
        await Task.WhenAll(rush.Select(party => party.OpenAsync()));
        var (answers, middle) = (0, new TaskCompletionSource());
        var all = Task.WhenAll(rush.Select(async party =>
        {
            await party.ConfirmAsync();
            if (Interlocked.Increment(ref answers) == AnswersBeforeKill)
            {
                middle.SetResult();
            }
        }));
        await Task.WhenAny(middle.Task, all);
        await _nodes.KillAndRestartAsync(killing);
        await all;
    }

    /// <summary>Asserts that the answers, the commit order and the stored state of a rush agree.</summary>
    /// <returns>The ticket addresses of all confirmed parties.</returns>
    private async Task<IEnumerable<string>> CheckRushAsync(List<Party> rush)
    {
        var performance = rush[0].Reservation.PerformanceId;
        var stored = await _nodes.Database.ReadAsync(db => db.Reservations.Where(r => r.PerformanceId == performance).ToDictionaryAsync(r => r.Id));
        var confirmed = rush.Where(party => party.Answer!.Status == 303).ToList();
        var refused = rush.Where(party => party.Answer!.Status == 409).ToList();
        Assert.Equal(Parties, confirmed.Count + refused.Count);
        Assert.All(confirmed, party => Assert.Equal(ReservationStatus.Confirmed, stored[party.Reservation.Id].Status));
        Assert.All(refused, party => Assert.Equal(ReservationStatus.Pending, stored[party.Reservation.Id].Status));
        Assert.Empty(CommitOrder.FindViolations(
            Seats,
            confirmed.Select(party => new ConfirmedParty(stored[party.Reservation.Id].ConfirmedAtVersion!.Value, party.Reservation.PartySize)),
            refused.Select(party => RefusedParty.Of(party.Reservation.PartySize, party.Answer!))));
        Assert.Equal(
            confirmed.Sum(party => party.Reservation.PartySize),
            (await _nodes.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance))).ConfirmedSeats);
        return confirmed.Select(party => party.Answer!.Location!);
    }

    private async Task EveryMailWasDeliveredOnceAsync()
    {
        var expected = await _nodes.Database.ReadAsync(db => db.Outbox.Select(m => m.MessageId).ToListAsync());
        var sent = _nodes.Mails.Select(file => MimeMessage.Load(file.FullName).MessageId!.Split('@')[0]);
        Assert.Equal(expected.Select(id => id.ToString("N")).Order(), sent.Order());
    }

    /// <summary>Adds a new performance with pending parties and their confirmation links.</summary>
    private async Task<List<Party>> PendingPartiesAsync()
    {
        var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).WithCapacity(Seats).Build();
        await _nodes.Database.AddAsync(performance);
        var rush = Enumerable.Range(0, Parties).Select(i =>
        {
            // Mixed sizes, the same in every run.
            var reservation = new AReservation()
                .For(performance)
                .OfParty(1 + (i * 7 % 5))
                .CreatedAt(DateTime.UtcNow)
                .ExpiringAt(performance.StartsAt)
                .Build();
            return new Party(reservation, Token.New(), new NoScriptBrowser(_nodes.Address));
        }).ToList();
        await using var db = _nodes.Database.CreateDbContext();
        db.Attach(performance);
        db.AddRange(rush.Select(party =>
            ReservationToken.Of(party.Link, TokenPurpose.Confirmation, party.Reservation, party.Reservation.CreatedAt, party.Reservation.ExpiresAt)));
        await db.SaveChangesAsync();
        return rush;
    }

    private async Task AddStewardAsync(string email)
    {
        var dora = new StaffUser
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString(),
            DisplayName = "Dora",
        };
        dora.PasswordHash = new PasswordHasher<StaffUser>().HashPassword(dora, BookingFlowApp.StaffPassword);
        var door = new IdentityRole<int>(StaffRoles.Door) { NormalizedName = StaffRoles.Door.ToUpperInvariant() };
        await _nodes.Database.AddAsync(dora, door);
        await _nodes.Database.AddAsync(new IdentityUserRole<int> { UserId = dora.Id, RoleId = door.Id });
    }

    /// <summary>A party with its confirmation link and browser, which submits the same form until it gets an answer.</summary>
    private sealed class Party(Reservation reservation, Token link, NoScriptBrowser browser)
    {
        private (string Name, string Value)[] _form = [];

        public Reservation Reservation => reservation;

        public Token Link => link;

        public NoScriptBrowser Browser => browser;

        public BrowserResponse? Answer { get; private set; }

        /// <summary>Number of attempts without an answer from the program.</summary>
        public int FailedAttempts { get; private set; }

        private string Path => $"/reservations/confirm/{link.Text}";

        public async Task OpenAsync() => _form = NoScriptBrowser.Fields(await browser.OpenAsync(Path), "main form");

        public async Task ConfirmAsync()
        {
            while (await AttemptAsync() is var answer)
            {
                if (answer is { Status: 303 or 409 })
                {
                    Answer = answer;
                    return;
                }

                Assert.True(answer is null or { Status: 502 or 503 or 504 }, $"Answered {answer?.Status}: {answer?.Body}");
                Assert.True(++FailedAttempts < 300, "No answer for a minute.");
                await Task.Delay(200);
            }
        }

        private async Task<BrowserResponse?> AttemptAsync()
        {
            try
            {
                return await browser.PostAsync(Path, _form);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }
}
