using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

/// <summary>Every failure of the closed set, met as a person meets it: its status code, and its words on the page.</summary>
public sealed class EveryFailureTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Locked = "Data Source=" + BookingFlowApp.DatabaseFile + ";Default Timeout=1";

    /// <summary>The key of the words that the page must show, and how a person comes to meet the failure.</summary>
    private static readonly Dictionary<FailureKind, (string Words, Func<BookingFlowApp, Task<Place>> Meet)> Failures = new()
    {
        [FailureKind.TooManyRequests] = ("Failure.TooManyRequests.Title", TooManyRequestsAsync),
        [FailureKind.FormExpired] = ("Failure.FormExpired.Title", FormExpiredAsync),
        [FailureKind.NotPermitted] = ("Failure.NotPermitted.Title", async app => await (await app.StaffAsync(role: null)).OpenAsync("/staff")),
        [FailureKind.InvalidInput] = (
            "Field.Name.Missing", async app => await app.Visitor().ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id, name: "")),
        [FailureKind.ShowNotFound] = ("Failure.ShowNotFound.Title", app => app.Visitor().OpenAsync("/shows/no-such-show")),
        [FailureKind.PerformanceNotFound] = ("Failure.PerformanceNotFound.Title", app => app.Visitor().OpenAsync("/performances/4711/reserve")),
        [FailureKind.StaffLinkInvalid] = (
            "Failure.StaffLinkInvalid.Title", app => app.Visitor().OpenAsync($"/staff/set-password/{Token.New().Text}")),
        [FailureKind.NotFound] = (
            "Failure.NotFound.Title", async app => await (await app.StaffAsync(StaffRoles.BoxOffice)).OpenAsync("/staff/reservations/4711")),
        [FailureKind.NotPossible] = ("Failure.NotPossible.ReservationCancelled.Happened", NotPossibleAsync),
        [FailureKind.BookingClosed] = (
            "Failure.BookingClosed.Disabled.Title", async app => await ReserveAsync(app, app.APerformanceTonight().BookingDisabled())),
        [FailureKind.ConfirmationTokenInvalid] = (
            "Failure.ConfirmationTokenInvalid.Title", app => app.Visitor().OpenAsync($"/reservations/confirm/{Token.New().Text}")),
        [FailureKind.ReservationCancelled] = ("Failure.ReservationCancelled.Title", app => LinkAsync(app, r => r.Cancelled(app.Now))),
        [FailureKind.ConfirmationTokenUsed] = ("Failure.ConfirmationTokenUsed.Title", app => LinkAsync(app, r => r.Confirmed(app.Now))),
        [FailureKind.ConfirmationTokenExpired] = (
            "Failure.ConfirmationTokenExpired.Title", app => LinkAsync(app, r => r.ExpiringAt(app.Now.AddMinutes(-1)))),
        [FailureKind.NotEnoughSeats] = ("Failure.NotEnoughSeats.Title", NotEnoughSeatsAsync),
        [FailureKind.SeatsBelowConfirmed] = ("Failure.SeatsBelowConfirmed.Title", SeatsBelowConfirmedAsync),
        [FailureKind.TicketInvalid] = ("Failure.TicketInvalid.Title", app => app.Visitor().OpenAsync($"/tickets/{Token.New().Text}")),
        [FailureKind.ReservationNotConfirmed] = ("Door.No.NotConfirmed", app => DoorAsync(app, app.APerformanceTonight(), r => r)),
        [FailureKind.WrongPerformance] = ("Door.No.WrongPerformance", WrongPerformanceAsync),
        [FailureKind.OutsideCheckInWindow] = (
            "Door.No.TooEarly", app => DoorAsync(app, app.APerformanceTonight().At(app.Now.AddHours(5)), r => r.Confirmed(app.Now))),
        [FailureKind.AlreadyCheckedIn] = ("Door.No.AlreadyCheckedIn", AlreadyCheckedInAsync),
        [FailureKind.Busy] = ("Failure.Busy.Title", BusyAsync),
        [FailureKind.Unexpected] = ("Failure.Unexpected.Title", UnexpectedAsync),
    };

    /// <summary>Kinds that have no page of their own, each with the reason.</summary>
    private static readonly Dictionary<FailureKind, string> WithoutAPage = new()
    {
        [FailureKind.NotSignedIn] = "It is a redirect to the login page; see the test below.",
    };

    public static TheoryData<FailureKind> Kinds => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whoever_meets_a_failure_sees_its_status_and_its_words(FailureKind kind)
    {
        await using var own = NeedsItsOwnApp(kind) ? await BookingFlowApp.StartAsync(settings: SettingsFor(kind)) : null;
        var app = own ?? shared.App;
        var (words, meet) = Failures[kind];
        var met = await meet(app);

        Assert.Equal(FailureStatus.Of(kind), met.Status);
        Assert.Contains(app.Words()[words].Value, met.Text, StringComparison.Ordinal);
        Assert.False(app.Words()[words].ResourceNotFound);
    }

    [Fact]
    public void No_kind_of_failure_is_left_out() =>
        Assert.Equal(Enum.GetValues<FailureKind>(), Failures.Keys.Concat(WithoutAPage.Keys).Order());

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_login_and_from_there_back()
    {
        var app = shared.App;
        using var stranger = app.Visitor();
        foreach (var place in new[] { "/staff", "/staff/check-in", "/staff/logout" })
        {
            var met = await stranger.OpenAsync(place);
            Assert.Equal(FailureStatus.Of(FailureKind.NotSignedIn), met.Status);
            Assert.EndsWith($"/staff/login?returnUrl={Uri.EscapeDataString(place)}", met.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_that_grew_too_old_comes_back_with_what_was_typed_and_can_be_sent_at_once()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var again = await SendOldFormAsync(visitor, performance.Id);

        Assert.Equal(400, again.Status);
        Assert.Equal("Ada <Lovelace>", again.Find("#Name").GetAttribute("value"));
        Assert.Equal(303, (await visitor.SubmitAsync(again, "main form")).Status);
        Assert.Equal("Ada <Lovelace>", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Name).SingleAsync()));
    }

    [Fact]
    public async Task One_client_that_sends_too_often_waits_and_loses_nothing()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "2"), ("RateLimits:PerClientWindow", "01:00:00")]);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "one@visitors.example")).Status);
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "two@visitors.example")).Status);
        await AssertMustWaitAsync(app, await visitor.ReserveAsync(performance.Id, name: "Ada & Co", email: "three@visitors.example"), "Ada & Co");
    }

    [Fact]
    public async Task One_address_cannot_be_flooded_with_mail_from_many_browsers()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings:
            [
                ("RateLimits:Enabled", "true"), ("RateLimits:PerEmail", "2"), ("RateLimits:PerEmailWindow", "01:00:00"),
                ("RateLimits:PerClient", "1000"),
            ]);
        var performance = await app.AddAsync(app.APerformanceTonight());
        foreach (var spelling in new[] { "ada@visitors.example", "ADA@visitors.example " })
        {
            using var browser = app.Visitor();
            Assert.Equal(303, (await browser.ReserveAsync(performance.Id, email: spelling)).Status);
        }

        using var visitor = app.Visitor();
        await AssertMustWaitAsync(app, await visitor.ReserveAsync(performance.Id, name: "Ada & Co", email: "Ada@Visitors.Example"), "Ada & Co");
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "bob@visitors.example")).Status);
    }

    [Fact]
    public async Task A_strangers_forged_address_does_not_let_it_send_more()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00")]);
        await AssertSecondIsRefusedAsync(app, "192.0.2.1", "192.0.2.2", secondStatus: 429);
    }

    [Fact]
    public async Task Two_visitors_behind_the_houses_own_proxy_count_apart_and_one_of_them_still_counts()
    {
        await using var app = await BookingFlowApp.StartAsync(settings:
            [
                ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00"),
                ("Proxies:Known:0", "127.0.0.0/8"), ("Proxies:Known:1", "::1"),
            ]);
        await AssertSecondIsRefusedAsync(app, "192.0.2.1", "192.0.2.2", secondStatus: 303);
        await AssertSecondIsRefusedAsync(app, "192.0.2.3", "192.0.2.3", secondStatus: 429);
        // What a visitor wrote into the header itself stands left of what the proxy added.
        await AssertSecondIsRefusedAsync(app, "192.0.2.9, 192.0.2.4", "192.0.2.8, 192.0.2.4", secondStatus: 429);
    }

    [Fact]
    public async Task While_the_database_is_busy_nothing_changes_and_the_same_form_works_afterwards()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("ConnectionStrings:BookingFlow", Locked));
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync(link);
        var before = await app.EveryTableAsync();
        Place busy;
        await using (await WriteLockAsync(app))
        {
            busy = await visitor.SubmitAsync(form, "main form");
        }

        Assert.Equal(503, busy.Status);
        Assert.NotEqual("", busy.Header("Retry-After"));
        Assert.Equal(before, await app.EveryTableAsync());
        Assert.Equal(303, (await visitor.SubmitAsync(busy, "main form")).Status);
    }

    [Fact]
    public async Task A_fault_is_told_calmly_with_an_id_that_the_log_has_too_even_when_the_database_is_gone()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var met = await UnexpectedAsync(app);

        Assert.Equal(500, met.Status);
        var id = met.Find("main code").TextContent;
        Assert.NotEqual("", id);
        Assert.Contains(app.Logs.RecordsWith(id), record => record.Exception is SqliteException);
        Assert.DoesNotContain("Sqlite", met.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" at BookingFlow", met.Body, StringComparison.Ordinal);
    }

    private static bool NeedsItsOwnApp(FailureKind kind) => kind is FailureKind.TooManyRequests or FailureKind.Busy or FailureKind.Unexpected;

    private static (string Key, string Value)[] SettingsFor(FailureKind kind) => kind switch
    {
        FailureKind.TooManyRequests => [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00")],
        FailureKind.Busy => [("ConnectionStrings:BookingFlow", Locked)],
        _ => [],
    };

    private static async Task<Place> TooManyRequestsAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var visitor = app.Visitor();
        await visitor.ReserveAsync(performance.Id);
        return await visitor.ReserveAsync(performance.Id);
    }

    private static async Task<Place> FormExpiredAsync(BookingFlowApp app) =>
        await SendOldFormAsync(app.Visitor(), (await app.AddAsync(app.APerformanceTonight())).Id);

    private static async Task<Place> SendOldFormAsync(NoScriptBrowser visitor, int performanceId)
    {
        var form = await visitor.OpenAsync($"/performances/{performanceId}/reserve");
        return await visitor.SubmitAsync(
            form, "main form", ("_form", "of yesterday"), ("Name", "Ada <Lovelace>"), ("Email", "ada@visitors.example"), ("PartySize", "2"));
    }

    private static async Task<Place> ReserveAsync(BookingFlowApp app, APerformance performance) =>
        await app.Visitor().OpenAsync($"/performances/{(await app.AddAsync(performance)).Id}/reserve");

    private static async Task<Place> LinkAsync(BookingFlowApp app, Func<AReservation, AReservation> fate)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        return await app.Visitor().OpenAsync(
            await app.PendingLinkAsync(fate(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt)).Build()));
    }

    private static async Task<Place> NotPossibleAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var reservation = new AReservation().For(performance).AskedAt(app.Now).Cancelled(app.Now).Build();
        await app.PendingLinkAsync(reservation);
        var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        return await desk.OpenAsync(FormattableString.Invariant($"/staff/reservations/{reservation.Id}/cancel"));
    }

    private static async Task<Place> NotEnoughSeatsAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(1));
        var link = await app.PendingLinkAsync(
            new AReservation().For(performance).OfParty(2).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        return await app.Visitor().ConfirmAsync(link);
    }

    private static async Task<Place> DoorAsync(BookingFlowApp app, APerformance performance, Func<AReservation, AReservation> fate)
    {
        var stored = await app.AddAsync(performance);
        var ticket = await app.StoredTicketAsync(fate(new AReservation().For(stored).AskedAt(app.Now).ExpiringAt(stored.StartsAt)).Build());
        return await (await app.StaffAsync()).OpenAsync(Story.CheckInPath(ticket));
    }

    private static async Task<Place> SeatsBelowConfirmedAsync(BookingFlowApp app)
    {
        var reservation = new AReservation().For(app.APerformanceTonight().WithCapacity(2).Build()).AskedAt(app.Now).Confirmed(app.Now).Build();
        await app.Database.AddAsync(reservation);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await desk.OpenAsync($"/staff/performances/{reservation.PerformanceId}/seats");
        return await desk.SubmitAsync(form, "main form", ("OccupiedSeats", "1"), ("Reason", "Sound desk"));
    }

    private static async Task<Place> WrongPerformanceAsync(BookingFlowApp app)
    {
        var (here, there) = (await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight()));
        var ticket = await app.StoredTicketAsync(new AReservation().For(there).AskedAt(app.Now).Confirmed(app.Now).Build());
        var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{here.Id}"));
        return await steward.OpenAsync(Story.CheckInPath(ticket));
    }

    private static async Task<Place> AlreadyCheckedInAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
        var steward = await app.StaffAsync(StaffRoles.BoxOffice);
        await steward.SubmitAsync(await steward.OpenAsync(Story.CheckInPath(ticket)), "main form");
        return await steward.OpenAsync(Story.CheckInPath(ticket));
    }

    private static async Task<Place> BusyAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        await using (await WriteLockAsync(app))
        {
            return await visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"));
        }
    }

    /// <summary>The file is overwritten while the program runs: no page that asks it can answer.</summary>
    private static async Task<Place> UnexpectedAsync(BookingFlowApp app)
    {
        await using (var connection = new SqliteConnection(app.Database.ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(app.Database.File)!))
        {
            await File.WriteAllTextAsync(file, new string('x', 8192));
        }

        return await app.Visitor().OpenAsync("/");
    }

    /// <summary>Another process that writes and takes its time.</summary>
    private static async Task<SqliteConnection> WriteLockAsync(BookingFlowApp app)
    {
        var connection = new SqliteConnection(app.Database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task AssertMustWaitAsync(BookingFlowApp app, Place refused, string name)
    {
        Assert.Equal(429, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture), 1, 3600);
        Assert.Equal(name, refused.Find("#Name").GetAttribute("value"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.Name == name)));
    }

    private static async Task AssertSecondIsRefusedAsync(BookingFlowApp app, string first, string second, int secondStatus)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(303, (await SendAsync(first)).Status);
        Assert.Equal(secondStatus, (await SendAsync(second)).Status);

        Task<Place> SendAsync(string forwardedFor)
        {
            var fields = NoScriptBrowser.Fields(
                form, "main form", ("Name", "Ada"), ("Email", $"{Guid.NewGuid():N}@visitors.example"), ("PartySize", "1"));
            var request = new HttpRequestMessage(HttpMethod.Post, form.Path)
            {
                Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
            };
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", forwardedFor);
            return visitor.SendAsync(request);
        }
    }
}
