using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class AllPagesFixture
{
    /// <summary>The pages and states of the box office, the administration, sign-in and the demo mailbox, by name.</summary>
    private static readonly Dictionary<string, Func<AllPagesFixture, IPage, Task>> OfficePages = new(StringComparer.Ordinal)
    {
        ["figures of a performance"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/figures"),
        ["figures of the season, none"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/season/figures"),
        ["show-up of the season, none"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/season/show-up"),
        ["waiting list"] = async (fixture, page) =>
        {
            await fixture.AddWaitingPartyAsync(fixture.PerformanceWithSeatsLeft(0));
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.PerformanceWithSeatsLeft(0)}/waiting");
        },
        ["waiting list, nobody"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.PerformanceWithSeatsLeft(3)}/waiting"),
        ["login"] = (fixture, page) => fixture.OpenAsync(page, "/staff/login"),
        ["login, wrong password"] = async (fixture, page) =>
        {
            await fixture.OpenAsync(page, "/staff/login");
            Assert.Equal(400, await page.SignInAsync("nobody@bookingflow.example", "Curtain-down"));
        },
        ["login, too many requests"] = async (fixture, page) =>
        {
            await OpenAsync(fixture._emptyApp, page, "/staff/login");
            await page.SignInAsync();
            await OpenAsync(fixture._emptyApp, page, "/staff/login");
            Assert.Equal(429, await page.SignInAsync());
        },
        ["sign-out"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/logout"),
        ["staff page, role missing"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/jobs", 403),
        ["demo mailbox"] = async (fixture, page) =>
        {
            await fixture._demoApp.MailAsync();
            await fixture.OpenAsync(page, "/dev/mail");
        },
        ["demo mailbox, confirmation mail"] = (fixture, page) => fixture.OpenMailAsync(page, "Confirm your seats"),
        ["demo mailbox, ticket mail"] = (fixture, page) => fixture.OpenMailAsync(page, "Your ticket"),
        ["reservation list"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations"),
        ["reservation list, no results"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations?q=nobody"),
        ["reservation search by reference"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations?q={await fixture.CreateTicketReferenceAsync()}"),
        ["reservation, personal data erased"] = async (fixture, page) =>
        {
            var id = await fixture.CreateReservationAsync();
            await fixture.EraseAsync(fixture.LastEmail);
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{id}");
        },
        ["reservation, not found"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations/999999", 404),
        ["new reservation form"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations/new"),
        ["new reservation form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add reservation")));
        },
        ["change party size"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/party"),
        ["all tickets"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/tickets"),
        ["all tickets, printed"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("all tickets", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form button")));
        },
        ["note and answers"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/notes"),
        ["cancel reservation"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/cancel"),
        ["correct email address"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/email"),
        ["correct email address, question about it"] = async (fixture, page) =>
        {
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/reservations/{await fixture.CreateReservationAsync()}/email");
            await page.FillAsync("#Email", "ada@gmial.com");
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form button")));
            Assert.Equal(1, await page.Locator(".email-question").CountAsync());
        },
        ["personal data"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/personal-data"),
        ["personal data, address missing"] = (fixture, page) => fixture.FindPersonalDataAsync(page, "", 400),
        ["personal data, nothing stored"] = (fixture, page) => fixture.FindPersonalDataAsync(page, "nobody@visitors.example"),
        ["personal data, upcoming reservation"] = async (fixture, page) =>
        {
            await fixture.CreateTicketAsync();
            await fixture.FindPersonalDataAsync(page, fixture.LastEmail);
        },
        ["personal data, asks once more"] = async (fixture, page) =>
        {
            await fixture.CreateTicketAsync();
            await fixture._demoApp.Database.ReadAsync(db => db.Reservations.Where(r => r.Email == fixture.LastEmail)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Expired)));
            await fixture.FindPersonalDataAsync(page, fixture.LastEmail);
            Assert.Equal(200, await page.FollowAsync(page.Button("Erase personal data")));
        },
        ["reservation export"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations/export"),
        ["printable reservation list"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/reservations/list"),
        ["performance list"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/performances"),
        ["performance page"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.Tonight}"),
        ["new performance form"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/performances/new"),
        ["new performance form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/performances/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add performance")));
        },
        ["edit performance"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.Tonight}/edit"),
        ["copy performance"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.Tonight}/copy"),
        ["performance seats"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.Tonight}/seats"),
        ["performance seats, fewer than confirmed"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.PerformanceWithSeatsLeft(seatsLeft: 0)}/seats");
            await page.GetByLabel("Occupied seats").FillAsync("20");
            await page.GetByLabel("Reason").FillAsync("Orchestra");
            Assert.Equal(409, await page.FollowAsync(page.Button("Save changes")));
        },
        ["performance by link"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{(await fixture.ByLinkAsync()).Id}"),
        ["renew link"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{(await fixture.ByLinkAsync()).Id}/renew-link"),
        ["cancel performance"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, $"/staff/performances/{fixture.Tonight}/cancel"),
        ["message to parties"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/message?thanks=true"),
        ["message to parties, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/message");
            Assert.Equal(400, await page.FollowAsync(page.Button("Preview")));
        },
        ["message to parties, preview"] = (fixture, page) => fixture.PreviewMessageAsync(page, "Preview", "Confirmed parties"),
        ["message to parties, test sent"] = (fixture, page) => fixture.PreviewMessageAsync(page, "Send a test to me", "Confirmed parties"),
        ["message to parties, preview without recipients"] = (fixture, page) =>
            fixture.PreviewMessageAsync(page, "Preview", "Parties that did not come"),
        ["message to parties, sent"] = async (fixture, page) =>
        {
            await fixture.PreviewMessageAsync(page, "Preview", "Confirmed parties");
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form .button").First));
        },
        ["message to parties, with earlier messages"] = async (fixture, page) =>
        {
            await fixture.PreviewMessageAsync(page, "Preview", "Confirmed parties");
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form .button").First));
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/message");
        },
        ["performance, not found"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/performances/999999", 404),
        ["forgotten password"] = (fixture, page) => fixture.OpenAsync(page, "/staff/forgot-password"),
        ["set password"] = async (fixture, page) =>
            await fixture.OpenAsync(page, await fixture._demoApp.AddPasswordLinkAsync(await fixture.DoorStaffIdAsync())),
        ["set password, link invalid"] = (fixture, page) => fixture.OpenAsync(page, "/staff/set-password/abc", 410),
        ["initial setup"] = async (fixture, page) => await OpenAsync(fixture._emptyApp, page, await fixture._emptyApp.AddSetupLinkAsync()),
        ["own account"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/account"),
        ["enable two-factor authentication"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/account/two-factor"),
        ["venue settings"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/venue"),
        ["venue settings, fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/venue");
            await page.GetByLabel("Accent colour").FillAsync("#ffcc00");
            await page.GetByLabel("Telephone").FillAsync("none");
            foreach (var language in new[] { "English", "Italiano", "Deutsch", "Français", "Español" })
            {
                await page.GetByLabel(language).UncheckAsync();
            }

            Assert.Equal(400, await page.FollowAsync(page.Button("Save changes")));
        },
        ["venue settings, time zone with planned performances"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/venue");
            await page.GetByLabel("Time zone").SelectOptionAsync("Asia/Tokyo");
            Assert.Equal(409, await page.FollowAsync(page.Button("Save changes")));
        },
        ["venue logo"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/venue/logo"),
        ["staff list"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/people"),
        ["invite staff member, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/people/invite");
            Assert.Equal(400, await page.FollowAsync(page.Button("Send invitation")));
        },
        ["staff member page"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/people/{await fixture.DoorStaffIdAsync()}"),
        ["disable staff member"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/people/{await fixture.DoorStaffIdAsync()}/disable"),
        ["room list"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/rooms"),
        ["new room form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/rooms/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add room")));
        },
        ["room page, saved"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/rooms/1?done=saved"),
        ["room capacity, fewer than confirmed"] = async (fixture, page) =>
        {
            var roomId = fixture._performances.First(p => p.IsVisible && p.SeatsLeft == 0).RoomId;
            await fixture.OpenAsAdministratorAsync(page, $"/staff/rooms/{roomId}/capacity");
            await page.FillAsync("#Capacity", "1");
            await page.FillAsync("#Reason", "Flooded");
            Assert.Equal(409, await page.FollowAsync(page.Button("Change seats")));
        },
        ["take room out of use, refused"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/rooms/1/retire");
            Assert.Equal(409, await page.FollowAsync(page.Button("Take room out of use")));
        },
        ["room, not found"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/rooms/999999", 404),
        ["staff show list"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/shows"),
        ["new show form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/shows/new");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add show")));
        },
        ["staff show page"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/shows/1"),
        ["show preview"] = (fixture, page) =>
            fixture.OpenAsAdministratorAsync(page, $"/staff/shows/{fixture._performances.First(p => !p.Show.IsPublished).ShowId}/preview"),
        ["show picture, file missing"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/shows/1/poster");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save changes")));
        },
        ["questions of show"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/shows/1/questions"),
        ["renew link of show"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/shows/1/renew-link"),
        ["unpublish show"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/shows/1/unpublish"),
        ["mail list, with failing mail"] = async (fixture, page) =>
        {
            // An earlier run of this entry left failing mail whose next attempt is an hour away: mark it sent, so that the outbox can become empty.
            await fixture._demoApp.Database.ReadAsync(db => db.Outbox.Where(m => m.FailingSince != null).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.SentAt, fixture._demoApp.Now).SetProperty(m => m.FailingSince, (DateTime?)null)));
            await fixture._demoApp.WaitUntilMailIsSentAsync();
            await fixture._demoApp.Database.ReadAsync(db => db.Outbox.Where(m => m.Kind == MailKind.Confirmation).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.SentAt, (DateTime?)null).SetProperty(m => m.FailingSince, fixture._demoApp.Now.AddHours(-1))
                .SetProperty(m => m.NextAttemptAt, fixture._demoApp.Now.AddHours(1))
                .SetProperty(m => m.Attempts, 3)
                .SetProperty(m => m.LastError, "TimeoutException")));
            await fixture.OpenAsAdministratorAsync(page, "/staff/mail");
        },
        ["mail list, no results"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/mail?q=nobody"),
        ["webhooks, added"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/webhooks");
            await page.FillAsync("#WebhookAddress", "https://accounts.theatre.example/hooks/tickets");
            await page.GetByLabel("Performance sold out").CheckAsync();
            Assert.Equal(200, await page.FollowAsync(page.Button("Add webhook")));
        },
        ["webhooks, address and events missing"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/webhooks");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add webhook")));
        },
        ["webhook, with failures"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/webhooks/{await fixture.AddFailingWebhookAsync()}"),
        ["webhook, gone"] = async (fixture, page) =>
            await fixture.OpenAsAdministratorAsync(page, $"/staff/webhooks/{await fixture.AddFailingWebhookAsync(isGone: true)}"),
        ["access tokens, made"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/tokens");
            await page.FillAsync("#TokenName", "Spreadsheet of the accounts");
            Assert.Equal(200, await page.FollowAsync(page.Button("Make a token")));
        },
        ["access tokens, name missing"] = async (fixture, page) =>
        {
            await fixture.OpenAsBoxOfficeAsync(page, "/staff/tokens");
            Assert.Equal(400, await page.FollowAsync(page.Button("Make a token")));
        },
        ["audit log"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/log?from=2026-01-01&thing=Mail&id=1"),
        ["tonight, box office"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff"),
        ["season"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/season"),
        ["season, month without performances"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, "/staff/season?month=2050-01"),
        ["door history"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            await page.ScanAsync(await fixture.CreateCheckInUrlAsync());
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/door");
        },
        ["venue pages"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/house"),
        ["venue page, preview"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/house/privacy");
            Assert.Equal(200, await page.FollowAsync(page.Button("Preview page")));
        },
        ["venue page, text missing"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, "/staff/house/imprint");
            await page.GetByLabel("Page text").FillAsync("");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save changes")));
        },
        ["remove venue page"] = (fixture, page) => fixture.OpenAsAdministratorAsync(page, "/staff/house/imprint/remove"),
        ["room access, more places than seats"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, $"/staff/rooms/{fixture._performances[0].RoomId}/access");
            await page.FillAsync("#WheelchairPlaces", "999");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save changes")));
        },
        ["room directions, map link invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsAdministratorAsync(page, $"/staff/rooms/{fixture._performances[0].RoomId}/way");
            await page.GetByLabel("Map link").FillAsync("map");
            Assert.Equal(400, await page.FollowAsync(page.Button("Save changes")));
        },
    };
}
