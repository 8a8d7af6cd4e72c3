using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class EveryPage
{
    /// <summary>Whatever the rest of the house comes to, and the mailbox of a trial.</summary>
    private static readonly Dictionary<string, Func<EveryPage, IPage, Task>> OfficePages = new(StringComparer.Ordinal)
    {
        ["the login"] = (house, page) => house.OpenAsync(page, "/staff/login"),
        ["the login with a wrong password"] = async (house, page) =>
        {
            await house.OpenAsync(page, "/staff/login");
            Assert.Equal(400, await page.SignInAsync("nobody@bookingflow.example", "Curtain-down"));
        },
        ["the login, asked too often"] = async (house, page) =>
        {
            await OpenAsync(house._empty, page, "/staff/login");
            await page.SignInAsync();
            await OpenAsync(house._empty, page, "/staff/login");
            Assert.Equal(429, await page.SignInAsync());
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
        ["a change of the party size"] = async (house, page) =>
            await house.SellAtAsync(page, $"/staff/reservations/{await house.ReservationAsync()}/party"),
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
        ["the people"] = (house, page) => house.AdministerAtAsync(page, "/staff/people"),
        ["inviting somebody with everything wrong"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/people/invite");
            Assert.Equal(400, await page.FollowAsync(page.Button("Send the invitation")));
        },
        ["a colleague"] = async (house, page) => await house.AdministerAtAsync(page, $"/staff/people/{await house.ColleagueAsync()}"),
        ["switching a colleague off"] = async (house, page) =>
            await house.AdministerAtAsync(page, $"/staff/people/{await house.ColleagueAsync()}/disable"),
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
        ["the preview of a show"] = (house, page) =>
            house.AdministerAtAsync(page, $"/staff/shows/{house._performances.First(p => !p.Show.IsPublished).ShowId}/preview"),
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
                .SetProperty(m => m.NextAttemptAt, house._season.Now.AddHours(1))
                .SetProperty(m => m.Attempts, 3)
                .SetProperty(m => m.LastError, "TimeoutException")));
            await house.AdministerAtAsync(page, "/staff/mail");
        },
        ["the mail: nothing found"] = (house, page) => house.AdministerAtAsync(page, "/staff/mail?q=nobody"),
        ["the log"] = (house, page) => house.AdministerAtAsync(page, "/staff/log?from=2026-01-01&thing=Mail&id=1"),
        ["tonight, as the box office sees it"] = (house, page) => house.SellAtAsync(page, "/staff"),
        ["the season"] = (house, page) => house.SellAtAsync(page, "/staff/season"),
        ["the season: a month without performances"] = (house, page) => house.SellAtAsync(page, "/staff/season?month=2050-01"),
        ["what happened at the door"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in");
            await page.ScanAsync(await house.CodeAsync());
            await house.SellAtAsync(page, $"/staff/performances/{house.Tonight}/door");
        },
        ["the house's own pages"] = (house, page) => house.AdministerAtAsync(page, "/staff/house"),
        ["a page of the house before it is saved"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/house/privacy");
            Assert.Equal(200, await page.FollowAsync(page.Button("See a preview")));
        },
        ["a page of the house without words"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, "/staff/house/imprint");
            await page.GetByLabel("Words of the page").FillAsync("");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save")));
        },
        ["taking a page of the house away"] = (house, page) => house.AdministerAtAsync(page, "/staff/house/imprint/remove"),
        ["the way to a room with a wrong address"] = async (house, page) =>
        {
            await house.AdministerAtAsync(page, $"/staff/rooms/{house._performances[0].RoomId}/way");
            await page.GetByLabel("Address of a map").FillAsync("map");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save")));
        },
    };
}
