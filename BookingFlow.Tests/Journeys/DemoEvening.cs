using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// A running program with the demo season, half an hour before the first performance, and a browser, by default without script. It shows the same
/// pages in every run.
/// </summary>
/// <remarks>Elements are located by the names of form fields and not by words, which change more often.</remarks>
public sealed class DemoEvening : IAsyncDisposable
{
    private readonly BookingFlowApp _app;
    private readonly FakeTimeProvider _clock;
    private int _tickets;
    private IBrowser? _cameraBrowser;

    private DemoEvening(BookingFlowApp app, FakeTimeProvider clock, IPage page) => (_app, _clock, Page) = (app, clock, page);

    public IPage Page { get; private set; }

    /// <summary>The season's performances, the next one first.</summary>
    public IReadOnlyList<Performance> Performances { get; private set; } = [];

    /// <summary>The performance whose doors are open.</summary>
    public Performance Tonight => Performances[0];

    /// <summary>Starts the program and opens a browser.</summary>
    public static async Task<DemoEvening> StartAsync(ChromiumBrowser chromium, int viewportWidth, int viewportHeight)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Evening));
        var app = await BookingFlowApp.StartReproducibleAsync(clock, ("Demo:Season", "true"));
        var page = await (await chromium.WithoutScriptAsync(viewportWidth)).NewPageAsync();
        await page.SetViewportSizeAsync(viewportWidth, viewportHeight);
        var evening = new DemoEvening(app, clock, page);
        await evening.ReadPerformancesAsync();
        return evening;
    }

    /// <summary>Goes on in another browser, which runs scripts and whose camera sees a film.</summary>
    public async Task UseCameraAsync(CameraFilm film)
    {
        var size = Page.ViewportSize!;
        await Page.Context.DisposeAsync();
        _cameraBrowser = await ChromiumBrowser.StartWithCameraAsync(film);
        Page = await (await ChromiumBrowser.NewDeviceAsync(_cameraBrowser, size.Width, size.Height, bypassesPolicy: false)).NewPageAsync();
    }

    /// <summary>Lets time pass.</summary>
    public void Wait(int minutes) => _clock.Advance(TimeSpan.FromMinutes(minutes));

    public async Task OpenAsync(string path, int status = 200) => Assert.Equal(status, (await Page.GotoAsync(_app.Address + path))!.Status);

    /// <summary>Signs in as a staff member of the demo season.</summary>
    /// <param name="account">The part of the email address before the at sign.</param>
    public async Task SignInAsync(string account)
    {
        await OpenAsync("/staff/login");
        Assert.Equal(200, await Page.SignInAsync($"{account}@bookingflow.example"));
    }

    /// <summary>Opens a form, fills in fields by name and submits it.</summary>
    /// <param name="status">Status code of the page that follows.</param>
    public async Task SubmitAsync(string path, int status, params (string Name, string Value)[] fields)
    {
        await OpenAsync(path);
        var form = Page.Locator("main form[method=post]").Filter(new() { Has = Page.Locator($"[name={fields[0].Name}]") });
        foreach (var (name, value) in fields)
        {
            var field = form.Locator($"[name={name}]");
            await (await field.Locator("option").CountAsync() > 0 ? field.SelectOptionAsync(value) : field.FillAsync(value));
        }

        Assert.Equal(status, await Page.FollowAsync(form.Locator("button[type=submit]").Last));
        await _app.WaitUntilMailIsSentAsync();
    }

    /// <summary>Scans a code at the open scan station.</summary>
    public async Task ScanAsync(string code, int status = 200) => Assert.Equal(status, await Page.ScanAsync(code));

    /// <summary>Stores a reservation, confirmed by default, with a ticket.</summary>
    /// <param name="reference">Null: the next of the numbered references.</param>
    /// <returns>The path of the ticket.</returns>
    public async Task<string> AddPartyAsync(
        Performance performance, string name, int people, string? reference = null, string? notes = null,
        ReservationStatus status = ReservationStatus.Confirmed)
    {
        var number = ++_tickets;
        await using var db = _app.Database.CreateDbContext();
        var reservation = new AReservation()
            .For(await db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == performance.Id))
            .Named(name).OfParty(people).WithNotes(notes)
            .WithEmail(string.Create(CultureInfo.InvariantCulture, $"party-{number}@visitors.example"))
            // Far above the references of the demo season's own parties.
            .WithReference(reference ?? NumberedReferences.Numbered(1000 + number))
            .CreatedAt(_app.Now).ExpiringAt(_app.Now.AddDays(1)).InStatus(status)
            .Build();
        var ticket = AToken.Numbered(number);
        db.Add(reservation);
        db.Add(ReservationToken.Of(ticket, TokenPurpose.Ticket, reservation, _app.Now));
        db.Add(ReservationToken.Of(ticket.CheckIn, TokenPurpose.CheckIn, reservation, _app.Now));
        await db.SaveChangesAsync();
        return $"/tickets/{ticket.Text}";
    }

    /// <summary>Returns what the QR code of a ticket contains.</summary>
    public static string CodeOf(string ticket) => BookingFlowApp.PublicBaseUrl + VisitorSteps.CheckInPath(ticket);

    /// <summary>Adds a performance tonight, half an hour after the first, of another show in another room.</summary>
    public async Task<Performance> AddPerformanceTonightAsync()
    {
        var later = Performances.First(p => p.RoomId != Tonight.RoomId);
        await _app.Database.AddAsync(new Performance { ShowId = later.ShowId, RoomId = later.RoomId, StartsAt = Tonight.StartsAt.AddMinutes(30) });
        await ReadPerformancesAsync();
        return Performances[1];
    }

    public Task HideTableAsync() => _app.HideTableAsync();

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        if (_cameraBrowser is not null)
        {
            await _cameraBrowser.DisposeAsync();
        }

        await _app.DisposeAsync();
    }

    private async Task ReadPerformancesAsync() => Performances = await _app.Database.ReadAsync(
        db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).ToListAsync());
}
