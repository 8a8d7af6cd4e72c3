using BookingFlow.Tests.Races;
using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BookingFlow.Tests.Nodes;

/// <summary>More than one node: nothing is shared but the database, and nobody can tell which one answers.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int Rounds = 10;
    private const int Parties = 200;
    private const int Seats = 480;

    /// <summary>So many answers into a rush, a node dies: while there are seats still.</summary>
    private const int Middle = 5;

    private TwoNodes _house = null!;

    public async ValueTask InitializeAsync() => _house = await TwoNodes.StartAsync();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_form_and_a_cookie_of_one_node_are_good_on_the_other()
    {
        var performance = new APerformance().At(DateTime.UtcNow.AddMinutes(30)).Build();
        await _house.Database.AddAsync(performance);
        var (here, there) = (_house.AddressOf(0), _house.AddressOf(1));

        using var visitor = new NoScriptBrowser(_house.Address);
        var form = await visitor.OpenAsync($"{here}/performances/{performance.Id}/reserve");
        var reserved = await visitor.PostAsync(
            $"{there}/performances/{performance.Id}/reserve",
            NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2")));
        Assert.Equal((303, "/reservations/pending"), (reserved.Status, reserved.Location));
        Assert.Contains("ada@visitors.example", (await visitor.OpenAsync($"{here}/reservations/pending")).Text, StringComparison.Ordinal);

        await AddStewardAsync("dora@staff.example");
        using var steward = new NoScriptBrowser(_house.Address);
        var login = await steward.OpenAsync($"{here}/staff/login");
        var signedIn = await steward.PostAsync(
            $"{there}/staff/login", NoScriptBrowser.Fields(
                login, "main form", ("Email", "dora@staff.example"), ("Password", BookingFlowApp.StaffPassword)));
        Assert.Equal((303, "/staff"), (signedIn.Status, signedIn.Location));
        Assert.Equal(200, (await steward.OpenAsync($"{here}/staff/check-in")).Status);
        Assert.Equal(200, (await steward.OpenAsync($"{there}/staff/check-in")).Status);
    }

    [Fact]
    public async Task Ten_rushes_in_each_of_which_a_node_is_killed_overbook_nothing_and_lose_nothing()
    {
        var (tickets, heardNothingFirst) = (new List<string>(), 0);
        for (var round = 0; round < Rounds; round++)
        {
            var rush = await PendingPartiesAsync();
            await RushAsync(rush, killing: round % 2);
            tickets.AddRange(await JudgeAsync(rush));
            heardNothingFirst += rush.Count(party => party is { Disturbances: > 0, Answer.Status: 303 });
            rush.ForEach(party => party.Browser.Dispose());
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{tickets.Count} tickets, {heardNothingFirst} of them at a second try or later");
        Assert.True(heardNothingFirst > Rounds, "Hardly anybody who got seats noticed that nodes died: it was not in the middle.");
        await Eventually.Async(
            () => _house.Database.ReadAsync(async db => !await db.Outbox.AnyAsync(m => m.SentAt == null)), "every mail that was owed was sent");
        await EveryMailLiesThereOnceAsync();
        using var visitor = new NoScriptBrowser(_house.Address);
        foreach (var ticket in tickets)
        {
            Assert.Equal(200, (await visitor.OpenAsync(ticket)).Status);
        }
    }

    /// <summary>Everybody presses at once; when some have their answer, a node dies and comes back.</summary>
    private async Task RushAsync(List<Party> rush, int killing)
    {
        await Task.WhenAll(rush.Select(party => party.OpenAsync()));
        var (answers, middle) = (0, new TaskCompletionSource());
        var all = Task.WhenAll(rush.Select(async party =>
        {
            await party.ConfirmAsync();
            if (Interlocked.Increment(ref answers) == Middle)
            {
                middle.SetResult();
            }
        }));
        await Task.WhenAny(middle.Task, all);
        await _house.KillAndRestartAsync(killing);
        await all;
    }

    /// <returns>The ticket of everybody who was told that the seats are theirs.</returns>
    private async Task<IEnumerable<string>> JudgeAsync(List<Party> rush)
    {
        var performance = rush[0].Reservation.PerformanceId;
        var stored = await _house.Database.ReadAsync(db => db.Reservations.Where(r => r.PerformanceId == performance).ToDictionaryAsync(r => r.Id));
        var (told, refused) = (rush.Where(party => party.Answer!.Status == 303).ToList(), rush.Where(party => party.Answer!.Status == 409).ToList());
        Assert.Equal(Parties, told.Count + refused.Count);
        Assert.All(told, party => Assert.Equal(ReservationStatus.Confirmed, stored[party.Reservation.Id].Status));
        Assert.All(refused, party => Assert.Equal(ReservationStatus.Pending, stored[party.Reservation.Id].Status));
        Assert.Empty(CommitOrder.WhatWentWrong(
            Seats,
            told.Select(party => new Confirmed(stored[party.Reservation.Id].ConfirmedAtVersion!.Value, party.Reservation.PartySize)),
            refused.Select(party => Refused.Of(party.Reservation.PartySize, party.Answer!))));
        Assert.Equal(
            told.Sum(party => party.Reservation.PartySize),
            (await _house.Database.ReadAsync(db => db.Performances.SingleAsync(p => p.Id == performance))).ConfirmedSeats);
        return told.Select(party => party.Answer!.Location!);
    }

    private async Task EveryMailLiesThereOnceAsync()
    {
        var owed = await _house.Database.ReadAsync(db => db.Outbox.Select(m => m.MessageId).ToListAsync());
        var sent = _house.Mails.Select(file => MimeMessage.Load(file.FullName).MessageId!.Split('@')[0]);
        Assert.Equal(owed.Select(id => id.ToString("N")).Order(), sent.Order());
    }

    /// <summary>A performance of its own for each round, and everybody's mailed link.</summary>
    private async Task<List<Party>> PendingPartiesAsync()
    {
        var performance = new APerformance().At(DateTime.UtcNow.AddHours(3)).WithCapacity(Seats).Build();
        await _house.Database.AddAsync(performance);
        var rush = Enumerable.Range(0, Parties).Select(i =>
        {
            // Mixed sizes, the same in every run.
            var reservation = new AReservation()
                .For(performance)
                .OfParty(1 + (i * 7 % 5))
                .AskedAt(DateTime.UtcNow)
                .ExpiringAt(performance.StartsAt)
                .Build();
            return new Party(reservation, Token.New(), new NoScriptBrowser(_house.Address));
        }).ToList();
        await using var db = _house.Database.CreateDbContext();
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
        await _house.Database.AddAsync(dora, door);
        await _house.Database.AddAsync(new IdentityUserRole<int> { UserId = dora.Id, RoleId = door.Id });
    }

    /// <summary>A party with its link, its browser, and the patience to send the same form until it is answered.</summary>
    private sealed class Party(Reservation reservation, Token link, NoScriptBrowser browser)
    {
        private (string Name, string Value)[] _form = [];

        public Reservation Reservation => reservation;

        public Token Link => link;

        public NoScriptBrowser Browser => browser;

        public Place? Answer { get; private set; }

        /// <summary>How often there was no answer of the program.</summary>
        public int Disturbances { get; private set; }

        private string Path => $"/reservations/confirm/{link.Text}";

        public async Task OpenAsync() => _form = NoScriptBrowser.Fields(await browser.OpenAsync(Path), "main form");

        public async Task ConfirmAsync()
        {
            while (await TryAsync() is var answer)
            {
                if (answer is { Status: 303 or 409 })
                {
                    Answer = answer;
                    return;
                }

                Assert.True(answer is null or { Status: 502 or 503 or 504 }, $"Answered {answer?.Status}: {answer?.Body}");
                Assert.True(++Disturbances < 300, "No answer for a minute.");
                await Task.Delay(200);
            }
        }

        private async Task<Place?> TryAsync()
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
