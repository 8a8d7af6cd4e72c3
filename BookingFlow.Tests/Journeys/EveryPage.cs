using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// A house in its demo season, and the way to every page that a visitor or a steward can come to in it, the refusals
/// included. Each way asserts the status that it ends with, so that a page that is examined is the one that was meant.
/// </summary>
public sealed partial class EveryPage : IAsyncLifetime
{
    private BookingFlowApp _season = null!;
    private BookingFlowApp _empty = null!;
    private List<Performance> _performances = [];
    private IPage? _browser;
    private readonly Dictionary<string, Cookie[]> _sessions = new(StringComparer.Ordinal);

    /// <summary>What there is to see, for a theory.</summary>
    public static TheoryData<string> Names => [.. VisitorPages.Keys, .. DoorPages.Keys, .. OfficePages.Keys];

    /// <summary>Those that a visitor comes to.</summary>
    public static IReadOnlyList<string> OfVisitors => [.. VisitorPages.Keys];

    /// <summary>
    /// A browser for all pages of a class, without a cookie of the one who looked before and as wide as at first: starting one for
    /// each page would take longer than the page.
    /// </summary>
    /// <param name="start">Starts it when it is asked for first.</param>
    public async Task<IPage> BrowserAsync(Func<Task<IBrowserContext>> start, int width)
    {
        _browser ??= await (await start()).NewPageAsync();
        await _browser.Context.ClearCookiesAsync();
        await _browser.SetViewportSizeAsync(width, 900);
        return _browser;
    }

    /// <summary>Goes to a page by its name.</summary>
    public Task ShowAsync(string name, IPage page) =>
        (VisitorPages.GetValueOrDefault(name) ?? DoorPages.GetValueOrDefault(name) ?? OfficePages[name])(this, page);

    /// <summary>What the QR code of a new ticket for tonight says.</summary>
    public async Task<string> CodeAsync(int people = 2) => _season.Address + Story.CheckInPath(await ConfirmAsync(await LinkAsync(people: people)));

    public async ValueTask InitializeAsync()
    {
        _season = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        _empty = await BookingFlowApp.StartAsync(
            null, ("RateLimits:Enabled", "true"), ("RateLimits:PerClient", "1"), ("RateLimits:PerClientWindow", "01:00:00"));
        _performances = await _season.Database.ReadAsync(
            db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).ToListAsync());
        // Every page that needs a ticket takes two seats; nobody is to be turned away for that.
        await _season.Database.ReadAsync(
            db => db.Performances.Where(p => p.Id == Tonight).ExecuteUpdateAsync(set => set.SetProperty(p => p.AdditionalSeats, 200)));
        // There is mail of both kinds from the start.
        await ConfirmAsync(await LinkAsync());
        await _season.MailAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.Context.DisposeAsync() ?? ValueTask.CompletedTask);
        await _season.DisposeAsync();
        await _empty.DisposeAsync();
    }

    private int Tonight => _performances[0].Id;

    private static string NewEmail() => $"{Guid.NewGuid():N}@visitors.example";

    private static async Task OpenAsync(BookingFlowApp app, IPage page, string path, int status = 200) =>
        Assert.Equal(status, (await page.GotoAsync(app.Address + path))!.Status);

    private Task OpenAsync(IPage page, string path, int status = 200) => OpenAsync(_season, page, path, status);

    private Task OpenFormAsync(IPage page) => OpenAsync(page, $"/performances/{Tonight}/reserve");

    /// <summary>Fills in the reservation form that is open, whatever language it is in, and sends it.</summary>
    private static async Task<int> FillInAsync(IPage page, string name, string email, int people)
    {
        await page.FillAsync("#Name", name);
        await page.FillAsync("#Email", email);
        await page.FillAsync("#PartySize", $"{people}");
        return await page.FollowAsync(page.Locator("main form button"));
    }

    /// <summary>On the pending page, gives another address, whatever language it is in.</summary>
    private static async Task<int> CorrectAsync(IPage page, string email)
    {
        await page.FillAsync("#Email", email);
        return await page.FollowAsync(page.Locator(".form--address button"));
    }

    /// <summary>As a steward.</summary>
    private Task SignInAtAsync(IPage page, string path, int status = 200) => SignedInAtAsync("door@bookingflow.example", page, path, status);

    /// <summary>The same for somebody of the box office.</summary>
    private Task SellAtAsync(IPage page, string path, int status = 200) => SignedInAtAsync("boxoffice@bookingflow.example", page, path, status);

    private Task AdministerAtAsync(IPage page, string path, int status = 200) => SignedInAtAsync("admin@bookingflow.example", page, path, status);

    /// <summary>Signs in once, and takes that session along to every later page: a hundred sign-ins would only be slow.</summary>
    private async Task SignedInAtAsync(string email, IPage page, string path, int status)
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

    private async Task LetInAsync(IPage page)
    {
        await SignInAtAsync(page, $"/staff/check-in/parties/{await ReservationAsync()}");
        await page.GetByLabel("How many are here?").FillAsync("1");
        Assert.Equal(200, await page.FollowAsync(page.Button("Let them in")));
    }

    /// <summary>The steward of the demo season.</summary>
    private Task<int> ColleagueAsync() =>
        _season.Database.ReadAsync(db => db.Users.Where(u => u.Email == "door@bookingflow.example").Select(u => u.Id).SingleAsync());

    private async Task OpenMailAsync(IPage page, string subject)
    {
        await OpenAsync(page, "/dev/mail");
        await page.OpenMailAsync(subject);
    }

    private int AFullOne(int left) => _performances.First(p => p.IsVisible && p.SeatsLeft == left).Id;

    private int AClosedOne(BookingClosedReason reason) => _performances.First(p => p.IsVisible && p.WhyBookingIsClosed(_season.Now) == reason).Id;

    /// <summary>The path of a link as it is mailed, without waiting for the mail.</summary>
    private async Task<string> LinkAsync(int? performanceId = null, int people = 2)
    {
        using var visitor = _season.Visitor();
        var email = NewEmail();
        Assert.Equal(303, (await visitor.ReserveAsync(performanceId ?? Tonight, people, email: email)).Status);
        var link = Token.New();
        await using var db = _season.Database.CreateDbContext();
        var reservation = await db.Reservations.SingleAsync(r => r.Email == email);
        db.Add(ReservationToken.Of(link, TokenPurpose.Confirmation, reservation, _season.Now, reservation.ExpiresAt));
        await db.SaveChangesAsync();
        return $"/reservations/confirm/{link.Text}";
    }

    /// <returns>The ticket's path.</returns>
    private async Task<string> ConfirmAsync(string link)
    {
        using var visitor = _season.Visitor();
        var confirmed = await visitor.ConfirmAsync(link);
        Assert.Equal(303, confirmed.Status);
        return confirmed.Location!;
    }

    private async Task<string> TicketAsync() => await ConfirmAsync(await LinkAsync());

    private async Task<string> ReferenceAsync()
    {
        await TicketAsync();
        return await _season.Database.ReadAsync(db =>
            db.Reservations.Where(r => r.PerformanceId == Tonight && r.Status == ReservationStatus.Confirmed)
                .OrderBy(r => r.Id)
                .Select(r => r.Reference)
                .LastAsync());
    }

    private async Task<int> ReservationAsync()
    {
        var reference = await ReferenceAsync();
        return await _season.Database.ReadAsync(db => db.Reservations.Where(r => r.Reference == reference).Select(r => r.Id).SingleAsync());
    }
}
