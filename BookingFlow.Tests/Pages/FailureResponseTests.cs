using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

/// <summary>Provokes every <see cref="FailureKind"/> over HTTP and checks the status code and the words of the response.</summary>
public sealed class FailureResponseTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string OneSecondTimeout = "Data Source=" + BookingFlowApp.DatabaseFile + ";Default Timeout=1";

    /// <summary>For each kind: the resource key of the words that the page must show, and the requests that provoke the failure.</summary>
    private static readonly Dictionary<FailureKind, (string WordsKey, Func<BookingFlowApp, Task<BrowserResponse>> Provoke)> Failures = new()
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
            "Failure.BookingClosed.Disabled.Title", async app => await OpenReserveFormAsync(app, app.APerformanceTonight().BookingDisabled())),
        [FailureKind.ConfirmationTokenInvalid] = (
            "Failure.ConfirmationTokenInvalid.Title", app => app.Visitor().OpenAsync($"/reservations/confirm/{Token.New().Text}")),
        [FailureKind.ReservationCancelled] = ("Failure.ReservationCancelled.Title", app => OpenConfirmationLinkAsync(app, r => r.Cancelled(app.Now))),
        [FailureKind.ConfirmationTokenUsed] = (
            "Failure.ConfirmationTokenUsed.Title", app => OpenConfirmationLinkAsync(app, r => r.Confirmed(app.Now))),
        [FailureKind.ConfirmationTokenExpired] = (
            "Failure.ConfirmationTokenExpired.Title", app => OpenConfirmationLinkAsync(app, r => r.ExpiringAt(app.Now.AddMinutes(-1)))),
        [FailureKind.NotEnoughSeats] = ("Failure.NotEnoughSeats.Title", NotEnoughSeatsAsync),
        [FailureKind.SeatsBelowConfirmed] = ("Failure.SeatsBelowConfirmed.Title", SeatsBelowConfirmedAsync),
        [FailureKind.TicketInvalid] = ("Failure.TicketInvalid.Title", app => app.Visitor().OpenAsync($"/tickets/{Token.New().Text}")),
        [FailureKind.ReservationNotConfirmed] = ("Door.No.NotConfirmed", app => OpenCheckInAsync(app, app.APerformanceTonight(), r => r)),
        [FailureKind.WrongPerformance] = ("Door.No.WrongPerformance", WrongPerformanceAsync),
        [FailureKind.OutsideCheckInWindow] = (
            "Door.No.TooEarly", app => OpenCheckInAsync(app, app.APerformanceTonight().At(app.Now.AddHours(5)), r => r.Confirmed(app.Now))),
        [FailureKind.AlreadyCheckedIn] = ("Door.No.AlreadyCheckedIn", AlreadyCheckedInAsync),
        [FailureKind.Busy] = ("Failure.Busy.Title", BusyAsync),
        [FailureKind.Unavailable] = ("Failure.Unavailable.Title", UnavailableAsync),
        [FailureKind.Unexpected] = ("Failure.Unexpected.Title", UnexpectedAsync),
    };

    /// <summary>Kinds without a page of their own, each with the reason.</summary>
    private static readonly Dictionary<FailureKind, string> KindsWithoutPage = new()
    {
        [FailureKind.NotSignedIn] = "Redirects to the login page, which has its own test below.",
    };

    public static TheoryData<FailureKind> Kinds => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_failure_kind_has_its_status_code_and_words(FailureKind kind)
    {
        await using var ownApp = NeedsOwnApp(kind) ? await BookingFlowApp.StartAsync(settings: SettingsFor(kind)) : null;
        var app = ownApp ?? shared.App;
        var (wordsKey, provoke) = Failures[kind];
        var response = await provoke(app);

        Assert.Equal(FailureStatus.Of(kind), response.Status);
        Assert.Contains(app.Words()[wordsKey].Value, response.Text, StringComparison.Ordinal);
        Assert.False(app.Words()[wordsKey].ResourceNotFound);
    }

    [Fact]
    public void Every_failure_kind_is_covered() =>
        Assert.Equal(Enum.GetValues<FailureKind>(), Failures.Keys.Concat(KindsWithoutPage.Keys).Order());

    [Fact]
    public async Task Staff_pages_redirect_an_unauthenticated_visitor_to_the_login_with_a_return_url()
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        foreach (var path in new[] { "/staff", "/staff/check-in", "/staff/logout" })
        {
            var response = await visitor.OpenAsync(path);
            Assert.Equal(FailureStatus.Of(FailureKind.NotSignedIn), response.Status);
            Assert.EndsWith($"/staff/login?returnUrl={Uri.EscapeDataString(path)}", response.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_expired_form_is_shown_again_with_its_input_and_can_be_resubmitted()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var expired = await SubmitExpiredFormAsync(visitor, performance.Id);

        Assert.Equal(400, expired.Status);
        Assert.Equal("Ada <Lovelace>", expired.Find("#Name").GetAttribute("value"));
        Assert.Equal(303, (await visitor.SubmitAsync(expired, "main form")).Status);
        Assert.Equal("Ada <Lovelace>", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_client_over_its_rate_limit_gets_429_and_keeps_its_input()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "2"), ("RateLimits:PerClientWindow", "01:00:00")]);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "one@visitors.example")).Status);
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "two@visitors.example")).Status);
        await AssertRateLimitedAsync(app, await visitor.ReserveAsync(performance.Id, name: "Ada & Co", email: "three@visitors.example"), "Ada & Co");
    }

    [Fact]
    public async Task The_rate_limit_per_email_address_applies_across_browsers()
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
        await AssertRateLimitedAsync(app, await visitor.ReserveAsync(performance.Id, name: "Ada & Co", email: "Ada@Visitors.Example"), "Ada & Co");
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, email: "bob@visitors.example")).Status);
    }

    [Fact]
    public async Task A_forged_forwarded_for_header_does_not_bypass_the_rate_limit()
    {
        await using var app = await BookingFlowApp.StartAsync(
            settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00")]);
        await AssertSecondRequestStatusAsync(app, "192.0.2.1", "192.0.2.2", secondStatus: 429);
    }

    [Fact]
    public async Task Clients_behind_a_known_proxy_have_separate_rate_limits()
    {
        await using var app = await BookingFlowApp.StartAsync(settings:
            [
                ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00"),
                ("Proxies:Known:0", "127.0.0.0/8"), ("Proxies:Known:1", "::1"),
            ]);
        await AssertSecondRequestStatusAsync(app, "192.0.2.1", "192.0.2.2", secondStatus: 303);
        await AssertSecondRequestStatusAsync(app, "192.0.2.3", "192.0.2.3", secondStatus: 429);
        // The proxy appends its own entry on the right. Entries to the left of it were sent by the client and must be ignored.
        await AssertSecondRequestStatusAsync(app, "192.0.2.9, 192.0.2.4", "192.0.2.8, 192.0.2.4", secondStatus: 429);
    }

    [Fact]
    public async Task A_locked_database_returns_503_changes_nothing_and_the_form_can_be_resubmitted()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: ("ConnectionStrings:BookingFlow", OneSecondTimeout));
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync(link);
        var before = await app.DumpTablesAsync();
        BrowserResponse busy;
        await using (await HoldWriteLockAsync(app))
        {
            busy = await visitor.SubmitAsync(form, "main form");
        }

        Assert.Equal(503, busy.Status);
        Assert.NotEqual("", busy.Header("Retry-After"));
        Assert.Equal(before, await app.DumpTablesAsync());
        Assert.Equal(303, (await visitor.SubmitAsync(busy, "main form")).Status);
    }

    [Fact]
    public async Task An_unexpected_failure_shows_an_id_that_is_logged_and_no_exception_details()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var response = await UnexpectedAsync(app);

        Assert.Equal(500, response.Status);
        var id = response.Find("main code").TextContent;
        Assert.NotEqual("", id);
        Assert.Contains(app.Logs.RecordsWith(id), record => record.Exception is SqliteException);
        Assert.DoesNotContain("Sqlite", response.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" at BookingFlow", response.Body, StringComparison.Ordinal);
    }

    private static bool NeedsOwnApp(FailureKind kind) => kind is FailureKind.TooManyRequests or FailureKind.Busy
        or FailureKind.Unavailable or FailureKind.Unexpected;

    private static (string Key, string Value)[] SettingsFor(FailureKind kind) => kind switch
    {
        FailureKind.TooManyRequests => [("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00")],
        FailureKind.Busy => [("ConnectionStrings:BookingFlow", OneSecondTimeout)],
        _ => [],
    };

    private static async Task<BrowserResponse> TooManyRequestsAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var visitor = app.Visitor();
        await visitor.ReserveAsync(performance.Id);
        return await visitor.ReserveAsync(performance.Id);
    }

    private static async Task<BrowserResponse> FormExpiredAsync(BookingFlowApp app) =>
        await SubmitExpiredFormAsync(app.Visitor(), (await app.AddAsync(app.APerformanceTonight())).Id);

    private static async Task<BrowserResponse> SubmitExpiredFormAsync(NoScriptBrowser visitor, int performanceId)
    {
        var form = await visitor.OpenAsync($"/performances/{performanceId}/reserve");
        return await visitor.SubmitAsync(
            form, "main form", ("_form", "expired"), ("Name", "Ada <Lovelace>"), ("Email", "ada@visitors.example"), ("PartySize", "2"));
    }

    private static async Task<BrowserResponse> OpenReserveFormAsync(BookingFlowApp app, APerformance performance) =>
        await app.Visitor().OpenAsync($"/performances/{(await app.AddAsync(performance)).Id}/reserve");

    private static async Task<BrowserResponse> OpenConfirmationLinkAsync(BookingFlowApp app, Func<AReservation, AReservation> configure)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        return await app.Visitor().OpenAsync(
            await app.AddConfirmationLinkAsync(
                configure(new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt)).Build()));
    }

    private static async Task<BrowserResponse> NotPossibleAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var reservation = new AReservation().For(performance).CreatedAt(app.Now).Cancelled(app.Now).Build();
        await app.AddConfirmationLinkAsync(reservation);
        var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        return await boxOffice.OpenAsync(FormattableString.Invariant($"/staff/reservations/{reservation.Id}/cancel"));
    }

    private static async Task<BrowserResponse> NotEnoughSeatsAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(1));
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).OfParty(2).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        return await app.Visitor().ConfirmAsync(link);
    }

    private static async Task<BrowserResponse> OpenCheckInAsync(
        BookingFlowApp app, APerformance performance, Func<AReservation, AReservation> configure)
    {
        var stored = await app.AddAsync(performance);
        var ticket = await app.AddTicketAsync(configure(new AReservation().For(stored).CreatedAt(app.Now).ExpiringAt(stored.StartsAt)).Build());
        return await (await app.StaffAsync()).OpenAsync(VisitorSteps.CheckInPath(ticket));
    }

    private static async Task<BrowserResponse> SeatsBelowConfirmedAsync(BookingFlowApp app)
    {
        var reservation = new AReservation().For(app.APerformanceTonight().WithCapacity(2).Build()).CreatedAt(app.Now).Confirmed(app.Now).Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync($"/staff/performances/{reservation.PerformanceId}/seats");
        return await boxOffice.SubmitAsync(form, "main form", ("OccupiedSeats", "1"), ("Reason", "Sound desk"));
    }

    private static async Task<BrowserResponse> WrongPerformanceAsync(BookingFlowApp app)
    {
        var (here, there) = (await app.AddAsync(app.APerformanceTonight()), await app.AddAsync(app.APerformanceTonight()));
        var ticket = await app.AddTicketAsync(new AReservation().For(there).CreatedAt(app.Now).Confirmed(app.Now).Build());
        var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{here.Id}"));
        return await steward.OpenAsync(VisitorSteps.CheckInPath(ticket));
    }

    private static async Task<BrowserResponse> AlreadyCheckedInAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        var steward = await app.StaffAsync(StaffRoles.BoxOffice);
        await steward.SubmitAsync(await steward.OpenAsync(VisitorSteps.CheckInPath(ticket)), "main form");
        return await steward.OpenAsync(VisitorSteps.CheckInPath(ticket));
    }

    private static async Task<BrowserResponse> BusyAsync(BookingFlowApp app)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        await using (await HoldWriteLockAsync(app))
        {
            return await visitor.SubmitAsync(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"));
        }
    }

    private static async Task<BrowserResponse> UnavailableAsync(BookingFlowApp app)
    {
        await app.BreakDatabaseAsync();
        return await app.Visitor().OpenAsync("/");
    }

    private static async Task<BrowserResponse> UnexpectedAsync(BookingFlowApp app)
    {
        await app.HideTableAsync();
        return await app.Visitor().OpenAsync("/");
    }

    /// <summary>Holds the write lock of the database on an unpooled connection, as another process would.</summary>
    /// <returns>The connection that holds the lock; dispose it to release the lock.</returns>
    private static async Task<SqliteConnection> HoldWriteLockAsync(BookingFlowApp app)
    {
        var connection = new SqliteConnection(app.Database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task AssertRateLimitedAsync(BookingFlowApp app, BrowserResponse refused, string name)
    {
        Assert.Equal(429, refused.Status);
        Assert.InRange(int.Parse(refused.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture), 1, 3600);
        Assert.Equal(name, refused.Find("#Name").GetAttribute("value"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.Name == name)));
    }

    private static async Task AssertSecondRequestStatusAsync(BookingFlowApp app, string first, string second, int secondStatus)
    {
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(303, (await SendAsync(first)).Status);
        Assert.Equal(secondStatus, (await SendAsync(second)).Status);

        Task<BrowserResponse> SendAsync(string forwardedFor)
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
