using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Two running programs, one with the demo season and one empty, and an entry for every page and state that visitors and staff can reach in
/// them, refusals included. Each entry asserts the status code of its page, so that a test cannot pass on the wrong page.
/// </summary>
/// <remarks>Opened in the same order, the pages are the same in every run, because <see cref="DocumentationPictures"/> are made of them.</remarks>
public sealed partial class AllPagesFixture : IAsyncLifetime
{
    private BookingFlowApp _demoApp = null!;
    private BookingFlowApp _emptyApp = null!;
    private List<Performance> _performances = [];
    private IPage? _sharedPage;
    private int _emails;
    private int _links;
    private readonly Dictionary<string, Cookie[]> _sessions = new(StringComparer.Ordinal);

    /// <summary>The names of all pages, as theory data.</summary>
    public static TheoryData<string> PageNames => [.. VisitorPages.Keys, .. DoorPages.Keys, .. OfficePages.Keys];

    /// <summary>The names of the visitors' pages.</summary>
    public static IReadOnlyList<string> VisitorPageNames => [.. VisitorPages.Keys];

    /// <summary>
    /// Returns the browser page that all tests of a class share, with its cookies cleared and its width reset. Starting a browser for each
    /// test would take longer than the test.
    /// </summary>
    /// <param name="start">Creates the browser context; called once, on first use.</param>
    /// <param name="width">Width of the viewport in CSS pixels.</param>
    public async Task<IPage> SharedPageAsync(Func<Task<IBrowserContext>> start, int width)
    {
        _sharedPage ??= await (await start()).NewPageAsync();
        await _sharedPage.Context.ClearCookiesAsync();
        await _sharedPage.SetViewportSizeAsync(width, 900);
        return _sharedPage;
    }

    /// <summary>Opens the page or state with this name.</summary>
    public Task OpenByNameAsync(string name, IPage page) =>
        (VisitorPages.GetValueOrDefault(name) ?? DoorPages.GetValueOrDefault(name) ?? OfficePages[name])(this, page);

    /// <summary>Creates a ticket for tonight and returns the URL in its QR code.</summary>
    public async Task<string> CreateCheckInUrlAsync(int people = 2) =>
        BookingFlowApp.PublicBaseUrl + VisitorSteps.CheckInPath(await ConfirmAsync(await CreateConfirmationLinkAsync(people: people)));

    public async ValueTask InitializeAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Evening));
        _demoApp = await BookingFlowApp.StartReproducibleAsync(clock, ("Demo:Season", "true"));
        _emptyApp = await BookingFlowApp.StartReproducibleAsync(
            clock, ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00"));
        _performances = await _demoApp.Database.ReadAsync(
            db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).ToListAsync());
        // Each page that needs a ticket takes at least two seats; the extra seats keep tonight from selling out.
        await _demoApp.Database.ReadAsync(
            db => db.Performances.Where(p => p.Id == Tonight).ExecuteUpdateAsync(set => set.SetProperty(p => p.AdditionalSeats, 200)));
        // Put a confirmation mail and a ticket mail into the mailbox.
        await ConfirmAsync(await CreateConfirmationLinkAsync());
        await _demoApp.MailAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await (_sharedPage?.Context.DisposeAsync() ?? ValueTask.CompletedTask);
        await _demoApp.DisposeAsync();
        await _emptyApp.DisposeAsync();
    }

    private const string SeveralSlug = "a-midsummer-nights-dream";

    private int Tonight => _performances[0].Id;

    private string NewEmail() => string.Create(CultureInfo.InvariantCulture, $"visitor-{++_emails}@visitors.example");

    /// <summary>The last address of <see cref="NewEmail"/>.</summary>
    private string LastEmail => string.Create(CultureInfo.InvariantCulture, $"visitor-{_emails}@visitors.example");

    /// <summary>Erases the personal data of a reservation, as the nightly job does a month later.</summary>
    private async Task EraseAsync(string email)
    {
        await using var db = _demoApp.Database.CreateDbContext();
        (await db.Reservations.SingleAsync(r => r.Email == email)).Erase(_demoApp.Now);
        await db.SaveChangesAsync();
    }

    /// <summary>As box office staff, searches for what is stored under an address.</summary>
    private async Task FindPersonalDataAsync(IPage page, string email, int status = 200)
    {
        await OpenAsBoxOfficeAsync(page, "/staff/personal-data");
        await page.FillAsync("#Email", email);
        Assert.Equal(status, await page.FollowAsync(page.Button("Find")));
    }

    /// <summary>As box office staff, writes a message to the parties of tonight's performance and presses a button of the form.</summary>
    private async Task PreviewMessageAsync(IPage page, string button, string recipients)
    {
        await CreateTicketAsync();
        await OpenAsBoxOfficeAsync(page, $"/staff/performances/{Tonight}/message");
        await page.GetByLabel(recipients).CheckAsync();
        await page.FillAsync("#Subject", "We start a little later");
        await page.FillAsync("#MessageText", "# Good evening\n\nWe start at **half past eight**.\n\n- The bar is open\n- [Directions](https://example.org)");
        Assert.Equal(200, await page.FollowAsync(page.Button(button)));
    }

    private static async Task OpenAsync(BookingFlowApp app, IPage page, string path, int status = 200) =>
        Assert.Equal(status, (await page.GotoAsync(app.Address + path))!.Status);

    private Task OpenAsync(IPage page, string path, int status = 200) => OpenAsync(_demoApp, page, path, status);

    private Task OpenFormAsync(IPage page) => OpenAsync(page, $"/performances/{Tonight}/reserve");

    /// <summary>Fills in and submits the open reservation form, in any language.</summary>
    /// <returns>The status code of the response.</returns>
    private static async Task<int> SubmitReservationAsync(IPage page, string name, string email, int people)
    {
        await page.FillAsync("#Name", name);
        await page.FillAsync("#Email", email);
        await page.FillAsync("#PartySize", $"{people}");
        return await page.FollowAsync(page.Locator("main form button").First);
    }

    /// <summary>Opens the form of the sold-out performance, which offers the waiting list.</summary>
    private Task OpenSoldOutFormAsync(IPage page) => OpenAsync(page, $"/performances/{PerformanceWithSeatsLeft(0)}/reserve", 409);

    /// <summary>Stores a party of three that asked for the waiting list of the sold-out performance.</summary>
    /// <returns>The path of its confirmation link.</returns>
    private async Task<string> CreateWaitingLinkAsync()
    {
        var details = ValidReservation.Check("Ada Lovelace", NewEmail(), null, null, "3", 10, waits: true, smallestParty: "2").Value!;
        var (performance, link) = (PerformanceWithSeatsLeft(0), AToken.Numbered(++_links));
        await using var db = _demoApp.Database.CreateDbContext();
        var party = Reservation.Pending(performance, details, Reference.New(), Guid.NewGuid(), _demoApp.Now, _demoApp.Now.AddDays(1));
        db.Add(party);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, _demoApp.Now, party.ExpiresAt));
        db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, party, _demoApp.Now));
        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}";
    }

    /// <summary>Opens the form for several performances, for a show that the other pages do not open.</summary>
    private async Task OpenSeveralFormAsync(IPage page)
    {
        await _demoApp.Database.ReadAsync(
            db => db.Shows.Where(s => s.Slug == SeveralSlug).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeveralAtOnce, true)));
        await OpenAsync(page, $"/shows/{SeveralSlug}/reserve");
    }

    /// <summary>Stores pending reservations of one party for performances of the same show.</summary>
    /// <param name="people">The number of people for each performance.</param>
    /// <returns>The path of the link that confirms them.</returns>
    private async Task<string> CreateGroupLinkAsync(params int[] people)
    {
        var (link, email, group) = (AToken.Numbered(++_links), NewEmail(), Guid.NewGuid());
        var performances = _performances.Where(p => p.Show.Slug == SeveralSlug && p.SeatsLeft > 10).Zip(people).ToList();
        await using var db = _demoApp.Database.CreateDbContext();
        foreach (var (performance, size) in performances)
        {
            var details = ValidReservation.Check("Ada Lovelace", email, null, null, $"{size}", Limits.PartySize).Value!;
            var party = Reservation.Pending(performance.Id, details, Reference.New(), Guid.NewGuid(), _demoApp.Now, _demoApp.Now.AddDays(1));
            party.GroupId = group;
            db.Add(party);
            if (performance == performances[^1].First)
            {
                db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, party, _demoApp.Now, party.ExpiresAt));
                db.Add(ReservationToken.Of(link.Party, TokenPurpose.Party, party, _demoApp.Now));
            }
        }

        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}/all";
    }

    /// <summary>Adds a party to the waiting list of a performance.</summary>
    private async Task AddWaitingPartyAsync(int performanceId)
    {
        await using var db = _demoApp.Database.CreateDbContext();
        var performance = await db.Performances.Include(p => p.Show).Include(p => p.Room).SingleAsync(p => p.Id == performanceId);
        db.Add(new AReservation().For(performance).OfParty(3).CreatedAt(_demoApp.Now).ExpiringAt(_demoApp.Now).Waiting(_demoApp.Now, smallest: 2)
            .Build());
        await db.SaveChangesAsync();
    }

    /// <summary>On the pending page, submits a different email address, in any language.</summary>
    /// <returns>The status code of the response.</returns>
    private static async Task<int> CorrectEmailAsync(IPage page, string email)
    {
        await page.FillAsync("#Email", email);
        return await page.FollowAsync(page.Locator(".form--address button"));
    }

    /// <summary>Adds a webhook with messages in each state. It is told of what the tests do not do, so that nothing is sent.</summary>
    /// <returns>Its id.</returns>
    private async Task<int> AddFailingWebhookAsync(bool isGone = false)
    {
        var now = _demoApp.Now;
        var webhook = AWebhook.At("https://newsletter.example/hooks/a-long-name-of-a-theatre-in-a-town/tickets", WebhookEvent.PerformanceSoldOut);
        if (isGone)
        {
            webhook.SwitchOff(now, isGone: true);
        }

        await _demoApp.Database.AddAsync(webhook);
        await _demoApp.Database.AddAsync(
            Message(m => m.Failed("503", now)), Message(m => m.GiveUp(WebhookDelivery.AddressRefused, now)), Message(m => m.Delivered(now)));
        return webhook.Id;

        WebhookDelivery Message(Action<WebhookDelivery> change)
        {
            var message = WebhookDelivery.Of(webhook.Id, Guid.NewGuid(), WebhookEvent.PerformanceSoldOut, new WebhookData(), now.AddHours(-1));
            change(message);
            return message;
        }
    }

    private Task OpenAsDoorStaffAsync(IPage page, string path, int status = 200) =>
        OpenSignedInAsync("door@bookingflow.example", page, path, status);

    private Task OpenAsBoxOfficeAsync(IPage page, string path, int status = 200) =>
        OpenSignedInAsync("boxoffice@bookingflow.example", page, path, status);

    private Task OpenAsAdministratorAsync(IPage page, string path, int status = 200) =>
        OpenSignedInAsync("admin@bookingflow.example", page, path, status);

    /// <summary>Opens a page as this staff member.</summary>
    /// <remarks>Signs in once and reuses the session's cookies afterwards, which saves about a hundred sign-ins.</remarks>
    private async Task OpenSignedInAsync(string email, IPage page, string path, int status)
    {
        if (!_sessions.TryGetValue(email, out var session))
        {
            await OpenAsync(page, "/staff/login");
            Assert.Equal(200, await page.SignInAsync(email));
            _sessions[email] = session = [.. (await page.Context.CookiesAsync()).Select(cookie => new Cookie
            {
                Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path, HttpOnly = cookie.HttpOnly,
                Secure = cookie.Secure, SameSite = cookie.SameSite,
            })];
        }

        await page.Context.AddCookiesAsync(session);
        await OpenAsync(page, path, status);
    }

    /// <summary>Checks in one of a party of two on the party's page.</summary>
    private async Task CheckInOnePersonAsync(IPage page)
    {
        await OpenAsDoorStaffAsync(page, $"/staff/check-in/parties/{await CreateReservationAsync()}");
        await page.GetByLabel("How many people are here?").FillAsync("1");
        Assert.Equal(200, await page.FollowAsync(page.Button("Check in")));
    }

    private async Task<string> CreatePairingLinkAsync() =>
        await _demoApp.AddPairingLinkAsync(Tonight, new Actor(await DoorStaffIdAsync(), "Dario Costa"));

    /// <summary>Pairs the browser with tonight's performance and shows its scan station.</summary>
    private async Task OpenPairedAsync(IPage page)
    {
        await OpenAsync(page, await CreatePairingLinkAsync());
        await page.FillAsync("#Volunteer", "Nora");
        Assert.Equal(200, await page.FollowAsync(page.Button("Start check-in")));
    }

    /// <summary>The ID of the demo season's door staff member.</summary>
    private Task<int> DoorStaffIdAsync() =>
        _demoApp.Database.ReadAsync(db => db.Users.Where(u => u.Email == "door@bookingflow.example").Select(u => u.Id).SingleAsync());

    private async Task OpenMailAsync(IPage page, string subject)
    {
        await OpenAsync(page, "/dev/mail");
        await page.OpenMailAsync(subject);
    }

    private int PerformanceWithSeatsLeft(int seatsLeft) => _performances.First(p => p.IsVisible && p.SeatsLeft == seatsLeft).Id;

    /// <summary>Gives access places to the last performance that can be booked, which no other page opens.</summary>
    private async Task<int> PerformanceWithAccessPlacesAsync()
    {
        var last = _performances.Last(p => p.IsVisible && p.SeatsLeft > 5 && p.GetBookingClosedReason(_demoApp.Now) is null);
        await _demoApp.Database.ReadAsync(db => db.Performances.Where(p => p.Id == last.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.WheelchairPlaces, 2).SetProperty(p => p.CompanionPlaces, 1)));
        await _demoApp.Database.ReadAsync(db => db.Rooms.Where(r => r.Id == last.RoomId).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.StepFreeAccess, true).SetProperty(r => r.InductionLoop, true)));
        return last.Id;
    }

    private int PerformanceClosedFor(BookingClosedReason reason) =>
        _performances.First(p => p.IsVisible && p.GetBookingClosedReason(_demoApp.Now) == reason).Id;

    /// <summary>Makes a reservation and stores a confirmation token for it, so that no test waits for the mail.</summary>
    /// <returns>The path of the confirmation link.</returns>
    private async Task<string> CreateConfirmationLinkAsync(int? performanceId = null, int people = 2)
    {
        using var visitor = _demoApp.Visitor();
        var email = NewEmail();
        Assert.Equal(303, (await visitor.ReserveAsync(performanceId ?? Tonight, people, email: email)).Status);
        var link = AToken.Numbered(++_links);
        await using var db = _demoApp.Database.CreateDbContext();
        var reservation = await db.Reservations.SingleAsync(r => r.Email == email);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, _demoApp.Now, reservation.ExpiresAt));
        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}";
    }

    /// <summary>Confirms a reservation.</summary>
    /// <returns>The path of the ticket.</returns>
    private async Task<string> ConfirmAsync(string link)
    {
        using var visitor = _demoApp.Visitor();
        var confirmed = await visitor.ConfirmAsync(link);
        Assert.Equal(303, confirmed.Status);
        return confirmed.Location!;
    }

    /// <summary>Makes a reservation and stores a party token for it.</summary>
    /// <returns>The path of the party's own page.</returns>
    private async Task<string> CreatePartyLinkAsync(bool isConfirmed = true)
    {
        var link = await CreateConfirmationLinkAsync();
        if (isConfirmed)
        {
            await ConfirmAsync(link);
        }

        Assert.True(Token.TryParse(link.Split('/')[^1], out var token));
        await using var db = _demoApp.Database.CreateDbContext();
        var confirmation = await db.Tokens.Include(t => t.Reservation).SingleAsync(t => t.Hash == token.Hash);
        db.Add(ReservationToken.Of(token.Party, TokenPurpose.Party, confirmation.Reservation, _demoApp.Now));
        await db.SaveChangesAsync();
        return $"/party/{token.Party.Text}";
    }

    /// <summary>Makes the demo season's private performance bookable by its link.</summary>
    private async Task<Performance> ByLinkAsync()
    {
        await using var db = _demoApp.Database.CreateDbContext();
        var performance = await db.Performances.OrderBy(p => p.Id).FirstAsync(p => !p.IsPublic && p.Show.IsPublished);
        performance.SetVisibility(Visibility.ByLink);
        await db.SaveChangesAsync();
        return performance;
    }

    private async Task<string> CreateTicketAsync() => await ConfirmAsync(await CreateConfirmationLinkAsync());

    private async Task<string> CreateTicketReferenceAsync()
    {
        await CreateTicketAsync();
        return await _demoApp.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == Tonight && r.Status == ReservationStatus.Confirmed)
                .OrderBy(r => r.Id)
                .Select(r => r.Reference)
                .LastAsync());
    }

    /// <summary>Creates a confirmed reservation for tonight.</summary>
    /// <returns>The ID of the reservation.</returns>
    private async Task<int> CreateReservationAsync()
    {
        var reference = await CreateTicketReferenceAsync();
        return await _demoApp.Database.ReadAsync(db => db.Reservations.Where(r => r.Reference == reference).Select(r => r.Id).SingleAsync());
    }
}
