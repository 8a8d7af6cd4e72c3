using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// A house in its demo season, and the way to every page that a visitor or a steward can come to in it, the refusals
/// included. Each way asserts the status that it ends with, so that a page that is examined is the one that was meant.
/// </summary>
public sealed class EveryPage : IAsyncLifetime
{
    private static readonly Dictionary<string, Func<EveryPage, IPage, Task>> Ways = new(StringComparer.Ordinal)
    {
        ["the shows"] = (house, page) => house.OpenAsync(page, "/"),
        ["the shows when there are none"] = (house, page) => OpenAsync(house._empty, page, "/"),
        ["a show"] = (house, page) => house.OpenAsync(page, "/shows/the-cherry-orchard"),
        ["no such show"] = (house, page) => house.OpenAsync(page, "/shows/hamlet", 404),
        ["no such page"] = (house, page) => house.OpenAsync(page, "/nowhere", 404),
        ["the form"] = (house, page) => house.OpenFormAsync(page),
        ["the form with everything wrong"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            Assert.Equal(400, await page.ReserveAsync("", "ada at visitors", people: 99));
        },
        ["the form when too few seats are left"] = async (house, page) =>
        {
            await house.OpenAsync(page, $"/performances/{house.AFullOne(left: 3)}/reserve");
            Assert.Equal(409, await page.ReserveAsync("Ada Lovelace", NewEmail(), people: 5));
        },
        ["the form of a sold-out performance"] = (house, page) => house.OpenAsync(page, $"/performances/{house.AFullOne(left: 0)}/reserve", 409),
        ["the form before booking opens"] = (house, page) => house.OpenAsync(page, $"/performances/{house.AClosedOne(BookingClosedReason.NotYetOpen)}/reserve", 409),
        ["the form of a performance that is not booked online"] = (house, page) =>
            house.OpenAsync(page, $"/performances/{house.AClosedOne(BookingClosedReason.Disabled)}/reserve", 409),
        ["no such performance"] = (house, page) => house.OpenAsync(page, "/performances/999999/reserve", 404),
        ["check your mail"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            Assert.Equal(200, await page.ReserveAsync("Ada Lovelace", NewEmail(), people: 2));
        },
        ["check your mail without a reservation"] = (house, page) => house.OpenAsync(page, "/reservations/pending"),
        ["confirm"] = async (house, page) => await house.OpenAsync(page, await house.LinkAsync()),
        ["a link that is used"] = async (house, page) =>
        {
            var link = await house.LinkAsync();
            await house.ConfirmAsync(link);
            await house.OpenAsync(page, link, 409);
        },
        ["not enough seats"] = async (house, page) =>
        {
            // Asked for when there were more: the seats went to others before the link was opened.
            var link = await house.LinkAsync(house.AFullOne(left: 3), people: 3);
            await house._season.Database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Pending && r.Performance.Id == house.AFullOne(3))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.PartySize, 5)));
            await house.OpenAsync(page, link);
            Assert.Equal(409, await page.FollowAsync(page.Button("Confirm 5 seats")));
        },
        ["a link that has run out"] = async (house, page) =>
        {
            var link = await house.LinkAsync();
            await house._season.Database.ReadAsync(db => db.Tokens.Where(t => t.Reservation.Status == ReservationStatus.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, house._season.Now.AddHours(-1))));
            await house.OpenAsync(page, link, 410);
        },
        ["a link that was never ours"] = (house, page) => house.OpenAsync(page, "/reservations/confirm/abc", 404),
        ["the ticket"] = async (house, page) => await house.OpenAsync(page, await house.TicketAsync()),
        ["no such ticket"] = (house, page) => house.OpenAsync(page, "/tickets/abc", 404),
        ["the code, read by a stranger"] = (house, page) => house.OpenAsync(page, "/check-in/abc"),
        ["the login"] = (house, page) => house.OpenAsync(page, "/staff/login"),
        ["the login with a wrong password"] = async (house, page) =>
        {
            await house.OpenAsync(page, "/staff/login");
            Assert.Equal(400, await page.SignInAsync("nobody@bookingflow.example", "Curtain-down"));
        },
        ["tonight"] = (house, page) => house.SignInAtAsync(page, "/staff"),
        ["the scan station"] = (house, page) => house.SignInAtAsync(page, "/staff/check-in"),
        ["the scan station: come in"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await house.CodeAsync()));
        },
        ["the scan station: already inside"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            var code = await house.CodeAsync();
            await page.ScanAsync(code);
            Assert.Equal(409, await page.ScanAsync(code));
        },
        ["the scan station: not our ticket"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            Assert.Equal(404, await page.ScanAsync("https://elsewhere.example/check-in/abc"));
        },
        ["the scan station: a reference typed by hand"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await house.ReferenceAsync()));
        },
        ["the party behind a code"] = async (house, page) => await house.SignInAtAsync(page, Story.CheckInPath(await house.TicketAsync())),
        ["the party behind a code: come in"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, Story.CheckInPath(await house.TicketAsync()));
            Assert.Equal(200, await page.FollowAsync(page.Button("Let 2 people in")));
        },
        ["the scan station: come in, fewer of five"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await house.CodeAsync(people: 5)));
            Assert.Equal(200, await page.FollowAsync(page.Button("Only 3 people came in")));
        },
        ["the scan station: the rest of a party"] = async (house, page) =>
        {
            var code = await house.CodeAsync(people: 5);
            await house.SignInAtAsync(page, "/staff/check-in");
            await page.ScanAsync(code);
            await page.FollowAsync(page.Button("Only 3 people came in"));
            Assert.Equal(409, await page.ScanAsync(code));
        },
        ["the scan station: something typed that is no code"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            Assert.Equal(404, await page.ScanAsync("hello muller"));
        },
        ["the scan station: a door with too long a name"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            await page.GetByLabel("This door is called").FillAsync(new string('x', 60));
            Assert.Equal(400, await page.FollowAsync(page.Button("Set")));
        },
        ["the party behind a code: some are here"] = async (house, page) =>
        {
            var path = new Uri(await house.CodeAsync(people: 5)).PathAndQuery;
            await house.SignInAtAsync(page, path);
            Assert.Equal(200, await page.FollowAsync(page.Button("Let 3 people in")));
            await house.OpenAsync(page, path, 409);
        },
        ["signing out"] = (house, page) => house.SignInAtAsync(page, "/staff/logout"),
        ["a staff page for somebody without the role"] = (house, page) => house.SignInAtAsync(page, "/staff/jobs", 403),
        ["the trial mailbox"] = async (house, page) =>
        {
            await house._season.MailAsync();
            await house.OpenAsync(page, "/dev/mail");
        },
        ["a mail with a link"] = (house, page) => house.OpenMailAsync(page, "Please confirm your seats"),
        ["a mail with a ticket"] = (house, page) => house.OpenMailAsync(page, "Your ticket"),
        ["the reservations"] = (house, page) => house.SellAtAsync(page, "/staff/reservations"),
        ["the reservations: nothing found"] = (house, page) => house.SellAtAsync(page, "/staff/reservations?q=nobody"),
        ["a reservation"] = async (house, page) => await house.SellAtAsync(page, $"/staff/reservations?q={await house.ReferenceAsync()}"),
        ["a reservation that is not there"] = (house, page) => house.SellAtAsync(page, "/staff/reservations/999999", 404),
        ["a reservation at the counter"] = (house, page) => house.SellAtAsync(page, "/staff/reservations/new"),
        ["a reservation at the counter with everything wrong"] = async (house, page) =>
        {
            await house.SellAtAsync(page, "/staff/reservations/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Confirm the seats")));
        },
        ["a change of the party size"] = async (house, page) => await house.SellAtAsync(page, $"/staff/reservations/{await house.ReservationAsync()}/party"),
        ["a cancellation"] = async (house, page) => await house.SellAtAsync(page, $"/staff/reservations/{await house.ReservationAsync()}/cancel"),
        ["a mistyped address"] = async (house, page) => await house.SellAtAsync(page, $"/staff/reservations/{await house.ReservationAsync()}/email"),
        ["the export"] = (house, page) => house.SellAtAsync(page, "/staff/reservations/export"),
        ["the list for paper"] = (house, page) => house.SellAtAsync(page, "/staff/reservations/list"),
        ["the performances"] = (house, page) => house.AdministerAtAsync(page, "/staff/performances"),
        ["a performance's page"] = (house, page) => house.AdministerAtAsync(page, $"/staff/performances/{house.Tonight}"),
        ["planning a performance"] = (house, page) => house.AdministerAtAsync(page, "/staff/performances/new"),
        ["planning a performance with everything wrong"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/performances/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Plan the performance")));
        },
        ["editing a performance"] = (house, page) => house.AdministerAtAsync(page, $"/staff/performances/{house.Tonight}/edit"),
        ["playing a performance again"] = (house, page) => house.AdministerAtAsync(page, $"/staff/performances/{house.Tonight}/copy"),
        ["a performance's seats"] = (house, page) => house.AdministerAtAsync(page, $"/staff/performances/{house.Tonight}/seats"),
        ["a performance's seats below what is confirmed"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, $"/staff/performances/{house.AFullOne(left: 0)}/seats");
            await page.GetByLabel("Occupied seats").FillAsync("20");
            await page.GetByLabel("Reason").FillAsync("Orchestra");
            Assert.Equal(409, await page.FollowAsync(page.Button("Save")));
        },
        ["calling a performance off"] = (house, page) => house.AdministerAtAsync(page, $"/staff/performances/{house.Tonight}/cancel"),
        ["no such performance in the back office"] = (house, page) => house.AdministerAtAsync(page, "/staff/performances/999999", 404),
        ["a forgotten password"] = (house, page) => house.OpenAsync(page, "/staff/forgot-password"),
        ["a new password"] = async (house, page) => await house.OpenAsync(page, await house._season.PasswordLinkAsync(await house.ColleagueAsync())),
        ["a link for staff that does nothing any more"] = (house, page) => house.OpenAsync(page, "/staff/set-password/abc", 410),
        ["setting up the house"] = async (house, page) => await OpenAsync(house._empty, page, await house._empty.SetupLinkAsync()),
        ["the own account"] = (house, page) => house.SignInAtAsync(page, "/staff/account"),
        ["switching two-factor on"] = (house, page) => house.SignInAtAsync(page, "/staff/account/two-factor"),
        ["the people"] = (house, page) => house.AdministerAsync(page, "/staff/people"),
        ["inviting somebody with everything wrong"] = async (house, page) =>
        {
            await house.AdministerAsync(page, "/staff/people/invite");
            Assert.Equal(400, await page.FollowAsync(page.Button("Send the invitation")));
        },
        ["a colleague"] = async (house, page) => await house.AdministerAsync(page, $"/staff/people/{await house.ColleagueAsync()}"),
        ["switching a colleague off"] = async (house, page) => await house.AdministerAsync(page, $"/staff/people/{await house.ColleagueAsync()}/disable"),
        ["the rooms"] = (house, page) => house.AdministerAtAsync(page, "/staff/rooms"),
        ["a new room with everything wrong"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/rooms/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add the room")));
        },
        ["a room"] = (house, page) => house.AdministerAtAsync(page, "/staff/rooms/1?done=saved"),
        ["fewer seats in a room than are confirmed"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, $"/staff/rooms/{house._performances.First(p => p.IsVisible && p.SeatsLeft == 0).RoomId}/capacity");
            await page.FillAsync("#Capacity", "1");
            await page.FillAsync("#Reason", "Flooded");
            Assert.Equal(409, await page.FollowAsync(page.Button("Change the seats")));
        },
        ["taking a room out of use"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/rooms/1/retire");
            Assert.Equal(409, await page.FollowAsync(page.Button("Take the room out of use")));
        },
        ["no such room"] = (house, page) => house.AdministerAtAsync(page, "/staff/rooms/999999", 404),
        ["the shows of the house"] = (house, page) => house.AdministerAtAsync(page, "/staff/shows"),
        ["a new show with everything wrong"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/shows/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add the show")));
        },
        ["a show of the house"] = (house, page) => house.AdministerAtAsync(page, "/staff/shows/1"),
        ["the preview of a show"] = (house, page) => house.AdministerAtAsync(page, $"/staff/shows/{house._performances.First(p => !p.Show.IsPublished).ShowId}/preview"),
        ["the picture of a show"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/shows/1/poster");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save")));
        },
        ["taking a show off"] = (house, page) => house.AdministerAtAsync(page, "/staff/shows/1/unpublish"),
        ["the mail, with some failing"] = async (house, page) =>
        {
            // What failed for the one who looked before has gone out since; it would not for an hour.
            await house._season.Database.ReadAsync(db => db.Outbox.Where(m => m.FailingSince != null).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.SentAt, house._season.Now).SetProperty(m => m.FailingSince, (DateTime?)null)));
            await house._season.AllMailIsOutAsync();
            await house._season.Database.ReadAsync(db => db.Outbox.Where(m => m.Kind == MailKind.Confirmation).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.SentAt, (DateTime?)null).SetProperty(m => m.FailingSince, house._season.Now.AddHours(-1))
                .SetProperty(m => m.NextAttemptAt, house._season.Now.AddHours(1)).SetProperty(m => m.Attempts, 3).SetProperty(m => m.LastError, "TimeoutException")));
            await house.AdministerAtAsync(page, "/staff/mail");
        },
        ["the mail: nothing found"] = (house, page) => house.AdministerAtAsync(page, "/staff/mail?q=nobody"),
        ["the log"] = (house, page) => house.AdministerAtAsync(page, "/staff/log?from=2026-01-01&thing=Mail&id=1"),
        ["tonight, as the box office sees it"] = (house, page) => house.SellAtAsync(page, "/staff"),
        ["the season"] = (house, page) => house.SellAtAsync(page, "/staff/season"),
        ["the season: a month without performances"] = (house, page) => house.SellAtAsync(page, "/staff/season?month=2050-01"),
        ["the door list for paper"] = (house, page) => house.SignInAtAsync(page, $"/staff/check-in/list?performance={house.Tonight}"),
        ["a door list that is not tonight's"] = (house, page) => house.SignInAtAsync(page, "/staff/check-in/list?performance=999999", 404),
        ["writing down the paper list"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, $"/staff/check-in/paper?performance={house.Tonight}");
            await page.FillAsync("#References", $"{await house.ReferenceAsync()}\nAAAA-AA\n{await house.ReferenceAsync()} 9");
            Assert.Equal(200, await page.FollowAsync(page.Button("Write them down")));
        },
        ["writing down nothing"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, $"/staff/check-in/paper?performance={house.Tonight}");
            Assert.Equal(400, await page.FollowAsync(page.Button("Write them down")));
        },
        ["ticking the parties on the screen"] = async (house, page) =>
        {
            await house.TicketAsync();
            await house.SignInAtAsync(page, $"/staff/check-in/paper?performance={house.Tonight}&tick=on");
        },
        ["what happened at the door"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            await page.ScanAsync(await house.CodeAsync());
            await house.SellAtAsync(page, $"/staff/performances/{house.Tonight}/door");
        },
        ["finding a party at the door"] = async (house, page) =>
        {
            await house.ReservationAsync();
            await house.SignInAtAsync(page, "/staff/check-in/find?q=ada");
        },
        ["a party at the door"] = async (house, page) => await house.SignInAtAsync(page, $"/staff/check-in/parties/{await house.ReservationAsync()}"),
        ["part of a party at the door: come in"] = async (house, page) => await house.LetInAsync(page),
        ["a check-in that is undone without a reason"] = async (house, page) =>
        {
            await house.LetInAsync(page);
            await page.FollowAsync(page.Link("Undo or correct"));
            Assert.Equal(400, await page.FollowAsync(page.Button("Put it right")));
        },
        ["moving a party to tonight"] = async (house, page) => await house.SellAtAsync(page, $"/staff/check-in/parties/{await house.ReservationAsync()}/move"),
        ["a walk-in with everything wrong"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in/walk-in");
            Assert.Equal(400, await page.FollowAsync(page.Button("Let them in")));
        },
    };

    private BookingFlowApp _season = null!;
    private BookingFlowApp _empty = null!;
    private List<Performance> _performances = [];

    /// <summary>What there is to see, for a theory.</summary>
    public static TheoryData<string> Names { get; } = [.. Ways.Keys];

    /// <summary>Goes to a page by its name.</summary>
    public Task ShowAsync(string name, IPage page) => Ways[name](this, page);

    /// <summary>What the QR code of a new ticket for tonight says.</summary>
    public async Task<string> CodeAsync(int people = 2) => _season.Address + Story.CheckInPath(await ConfirmAsync(await LinkAsync(people: people)));

    public async ValueTask InitializeAsync()
    {
        _season = await BookingFlowApp.StartAsync(null, ("Demo:Season", "true"));
        _empty = await BookingFlowApp.StartAsync();
        _performances = await _season.Database.ReadAsync(db => db.Performances.Include(p => p.Show).Include(p => p.Room).OrderBy(p => p.StartsAt).ToListAsync());
        // Every page that needs a ticket takes two seats; nobody is to be turned away for that.
        await _season.Database.ReadAsync(db => db.Performances.Where(p => p.Id == Tonight).ExecuteUpdateAsync(set => set.SetProperty(p => p.AdditionalSeats, 200)));
        // There is mail of both kinds from the start.
        await ConfirmAsync(await LinkAsync());
        await _season.MailAsync(2);
    }

    public async ValueTask DisposeAsync()
    {
        await _season.DisposeAsync();
        await _empty.DisposeAsync();
    }

    private int Tonight => _performances[0].Id;

    private static string NewEmail() => $"{Guid.NewGuid():N}@visitors.example";

    private static async Task OpenAsync(BookingFlowApp app, IPage page, string path, int status = 200) =>
        Assert.Equal(status, (await page.GotoAsync(app.Address + path))!.Status);

    private Task OpenAsync(IPage page, string path, int status = 200) => OpenAsync(_season, page, path, status);

    private Task OpenFormAsync(IPage page) => OpenAsync(page, $"/performances/{Tonight}/reserve");

    private async Task SignInAtAsync(IPage page, string path, int status = 200)
    {
        await OpenAsync(page, "/staff/login");
        Assert.Equal(200, await page.SignInAsync());
        await OpenAsync(page, path, status);
    }

    /// <summary>The same for somebody of the box office.</summary>
    private async Task SellAtAsync(IPage page, string path, int status = 200)
    {
        await OpenAsync(page, "/staff/login");
        Assert.Equal(200, await page.SignInAsync("boxoffice@bookingflow.example"));
        await OpenAsync(page, path, status);
    }

    private async Task AdministerAtAsync(IPage page, string path, int status = 200)
    {
        await OpenAsync(page, "/staff/login");
        Assert.Equal(200, await page.SignInAsync("admin@bookingflow.example"));
        await OpenAsync(page, path, status);
    }

    private async Task AdministerAsync(IPage page, string path)
    {
        await OpenAsync(page, "/staff/login");
        Assert.Equal(200, await page.SignInAsync("admin@bookingflow.example"));
        await OpenAsync(page, path);
    }

    private async Task LetInAsync(IPage page)
    {
        await SignInAtAsync(page, $"/staff/check-in/parties/{await ReservationAsync()}");
        await page.GetByLabel("How many are here?").FillAsync("1");
        Assert.Equal(200, await page.FollowAsync(page.Button("Let them in")));
    }

    /// <summary>The steward of the demo season.</summary>
    private Task<int> ColleagueAsync() => _season.Database.ReadAsync(db => db.Users.Where(u => u.Email == "door@bookingflow.example").Select(u => u.Id).SingleAsync());

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
            db.Reservations.Where(r => r.PerformanceId == Tonight && r.Status == ReservationStatus.Confirmed).OrderBy(r => r.Id).Select(r => r.Reference).LastAsync());
    }

    private async Task<int> ReservationAsync()
    {
        var reference = await ReferenceAsync();
        return await _season.Database.ReadAsync(db => db.Reservations.Where(r => r.Reference == reference).Select(r => r.Id).SingleAsync());
    }
}
