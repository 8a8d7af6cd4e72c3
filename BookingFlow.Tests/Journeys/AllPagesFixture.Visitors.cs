using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class AllPagesFixture
{
    /// <summary>The visitors' pages and states, by name. They are opened in every language, so no element is located by its text.</summary>
    private static readonly Dictionary<string, Func<AllPagesFixture, IPage, Task>> VisitorPages = new(StringComparer.Ordinal)
    {
        ["show list"] = (fixture, page) => fixture.OpenAsync(page, "/"),
        ["show list, empty"] = (fixture, page) => OpenAsync(fixture._emptyApp, page, "/"),
        ["show page"] = (fixture, page) => fixture.OpenAsync(page, "/shows/the-cherry-orchard"),
        ["show, not found"] = (fixture, page) => fixture.OpenAsync(page, "/shows/hamlet", 404),
        ["page not found"] = (fixture, page) => fixture.OpenAsync(page, "/nowhere", 404),
        ["reservation form"] = (fixture, page) => fixture.OpenFormAsync(page),
        ["reservation form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            Assert.Equal(400, await SubmitReservationAsync(page, "", "ada at visitors", people: 99));
        },
        ["reservation form, question about the email address"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            Assert.Equal(200, await SubmitReservationAsync(page, "Ada Lovelace", $"{Guid.NewGuid():N}@gmial.com", people: 2));
            Assert.Equal(1, await page.Locator(".email-question").CountAsync());
        },
        ["reservation form, not enough seats left"] = async (fixture, page) =>
        {
            await fixture.OpenAsync(page, $"/performances/{fixture.PerformanceWithSeatsLeft(seatsLeft: 3)}/reserve");
            Assert.Equal(409, await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 5));
        },
        ["reservation form, sold out"] = (fixture, page) =>
            fixture.OpenAsync(page, $"/performances/{fixture.PerformanceWithSeatsLeft(seatsLeft: 0)}/reserve", 409),
        ["reservation form, booking not yet open"] = (fixture, page) =>
            fixture.OpenAsync(page, $"/performances/{fixture.PerformanceClosedFor(BookingClosedReason.NotYetOpen)}/reserve", 409),
        ["reservation form, online booking disabled"] = (fixture, page) =>
            fixture.OpenAsync(page, $"/performances/{fixture.PerformanceClosedFor(BookingClosedReason.Disabled)}/reserve", 409),
        ["reservation form, unknown performance"] = (fixture, page) => fixture.OpenAsync(page, "/performances/999999/reserve", 404),
        ["pending reservation"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            Assert.Equal(200, await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 2));
        },
        ["pending reservation, none"] = (fixture, page) => fixture.OpenAsync(page, "/reservations/pending"),
        ["confirmation"] = async (fixture, page) => await fixture.OpenAsync(page, await fixture.CreateConfirmationLinkAsync()),
        ["confirmation link, already used"] = async (fixture, page) =>
        {
            var link = await fixture.CreateConfirmationLinkAsync();
            await fixture.ConfirmAsync(link);
            await fixture.OpenAsync(page, link, 409);
        },
        ["confirmation, not enough seats left"] = async (fixture, page) =>
        {
            // The party size is raised in the database, because the reservation form already refuses a party that does not fit.
            var link = await fixture.CreateConfirmationLinkAsync(fixture.PerformanceWithSeatsLeft(seatsLeft: 3), people: 3);
            await fixture._demoApp.Database.ReadAsync(db => db.Reservations
                .Where(r => r.Status == ReservationStatus.Pending && r.Performance.Id == fixture.PerformanceWithSeatsLeft(3))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.PartySize, 5)));
            await fixture.OpenAsync(page, link);
            Assert.Equal(409, await page.FollowAsync(page.Locator("main form button").First));
        },
        ["confirmation link, expired"] = async (fixture, page) =>
        {
            var link = await fixture.CreateConfirmationLinkAsync();
            await fixture._demoApp.Database.ReadAsync(db => db.Tokens.Where(t => t.Reservation.Status == ReservationStatus.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.ExpiresAt, fixture._demoApp.Now.AddHours(-1))));
            await fixture.OpenAsync(page, link, 410);
        },
        ["reservation form, filled in from an expired link"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("confirmation link, expired", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator(".form--again button")));
            Assert.Equal("2", await page.InputValueAsync("#PartySize"));
        },
        ["invitation"] = async (fixture, page) =>
            await fixture.OpenAsync(page, $"/invitations/{InvitationKey.TextOf((await fixture.ByLinkAsync()).Invitation!)}"),
        ["invitation, unknown"] = (fixture, page) => fixture.OpenAsync(page, "/invitations/abc", 404),
        ["reservation form, by link"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("invitation", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("a[href$='/reserve']").First));
        },
        ["confirmation link, unknown"] = (fixture, page) => fixture.OpenAsync(page, "/reservations/confirm/abc", 404),
        ["ticket"] = async (fixture, page) => await fixture.OpenAsync(page, await fixture.CreateTicketAsync()),
        ["ticket, personal data erased"] = async (fixture, page) =>
        {
            var ticket = await fixture.CreateTicketAsync();
            await fixture.EraseAsync(fixture.LastEmail);
            await fixture.OpenAsync(page, ticket);
        },
        ["ticket, not found"] = (fixture, page) => fixture.OpenAsync(page, "/tickets/abc", 404),
        ["party page, pending"] = async (fixture, page) => await fixture.OpenAsync(page, await fixture.CreatePartyLinkAsync(isConfirmed: false)),
        ["party page, confirmed"] = async (fixture, page) => await fixture.OpenAsync(page, await fixture.CreatePartyLinkAsync()),
        ["party page, too many people"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("party page, confirmed", page);
            await page.FillAsync("#PartySize", "99");
            Assert.Equal(400, await page.FollowAsync(page.Locator("form:not([action*='handler']) button.button--quiet")));
        },
        ["party page, changed"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("party page, confirmed", page);
            await page.FillAsync("#PartySize", "1");
            Assert.Equal(200, await page.FollowAsync(page.Locator("form:not([action*='handler']) button.button--quiet")));
        },
        ["party page, released"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("party page, confirmed", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("form[action*='Release'] button")));
        },
        ["reservation form, waiting list"] = (fixture, page) => fixture.OpenSoldOutFormAsync(page),
        ["reservation form, waiting list, invalid smallest number"] = async (fixture, page) =>
        {
            await fixture.OpenSoldOutFormAsync(page);
            await page.FillAsync("#SmallestParty", "9");
            Assert.Equal(400, await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 3));
        },
        ["confirmation, waiting list offered"] = async (fixture, page) => await fixture.OpenAsync(page, await fixture.CreateWaitingLinkAsync()),
        ["confirmation, on the waiting list"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("confirmation, waiting list offered", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("form[action*='Join'] button")));
        },
        ["party page, on the waiting list"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("confirmation, on the waiting list", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("main a[href*='/party/']")));
        },
        ["party page, waiting list closed"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("party page, on the waiting list", page);
            await fixture._demoApp.Database.ReadAsync(db => db.Reservations.Where(r => r.Status == ReservationStatus.Waiting)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReservationStatus.Expired)));
            Assert.Equal(200, await page.NavigateAsync(() => page.ReloadAsync()));
        },
        ["party page, unknown"] = (fixture, page) => fixture.OpenAsync(page, "/party/abc", 404),
        ["programme for other websites"] = (fixture, page) => fixture.OpenAsync(page, "/api"),
        ["programme in a frame"] = (fixture, page) => fixture.OpenAsync(page, "/embed"),
        ["programme in a frame, one show"] = (fixture, page) => fixture.OpenAsync(page, "/embed?show=the-cherry-orchard"),
        ["programme in a frame, empty"] = (fixture, page) => OpenAsync(fixture._emptyApp, page, "/embed"),
        ["programme in a frame, show not found"] = (fixture, page) => fixture.OpenAsync(page, "/embed?show=hamlet", 404),
        ["language selection"] = (fixture, page) => fixture.OpenAsync(page, "/language"),
        ["confirmation link, reservation cancelled"] = async (fixture, page) =>
        {
            var link = await fixture.CreateConfirmationLinkAsync();
            await fixture._demoApp.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == db.Reservations.Max(last => last.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.Status, ReservationStatus.Cancelled).SetProperty(r => r.CancelledAt, fixture._demoApp.Now)));
            await fixture.OpenAsync(page, link, 410);
        },
        ["reservation form, antiforgery cookie missing"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            await page.Context.ClearCookiesAsync();
            Assert.Equal(400, await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 2));
        },
        ["check-in link, unauthenticated visitor"] = (fixture, page) => fixture.OpenAsync(page, "/check-in/abc"),
        ["privacy notice"] = (fixture, page) => fixture.OpenAsync(page, "/privacy"),
        ["privacy notice, not written"] = (fixture, page) => OpenAsync(fixture._emptyApp, page, "/privacy"),
        ["imprint, not written"] = (fixture, page) => OpenAsync(fixture._emptyApp, page, "/imprint", 404),
        ["show search, no results"] = (fixture, page) => fixture.OpenAsync(page, "/?q=nowhere"),
        ["show search, with results"] = (fixture, page) => fixture.OpenAsync(page, "/?q=orchard"),
        ["month without performances"] = (fixture, page) => fixture.OpenAsync(page, "/?month=2001-01"),
        ["month with performances"] = (fixture, page) =>
            fixture.OpenAsync(page, string.Create(CultureInfo.InvariantCulture, $"/?month={fixture._demoApp.Now:yyyy-MM}")),
        ["pending reservation, invalid email address"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 2);
            Assert.Equal(400, await CorrectEmailAsync(page, "ada at visitors"));
        },
        ["pending reservation, mail limit reached"] = async (fixture, page) =>
        {
            await fixture.OpenFormAsync(page);
            await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 2);
            for (var i = 0; i < PartyMails.MaxRequests; i++)
            {
                Assert.Equal(200, await CorrectEmailAsync(page, fixture.NewEmail()));
            }
        },
        ["reservation form, several performances"] = (fixture, page) => fixture.OpenSeveralFormAsync(page),
        ["reservation form, several performances, invalid"] = async (fixture, page) =>
        {
            await fixture.OpenSeveralFormAsync(page);
            await page.Locator("input[name^='People']").First.FillAsync("99");
            Assert.Equal(400, await page.FollowAsync(page.Locator("main form button").First));
        },
        ["reservation form, several performances, none chosen"] = async (fixture, page) =>
        {
            await fixture.OpenSeveralFormAsync(page);
            Assert.Equal(400, await page.FollowAsync(page.Locator("main form button").First));
        },
        ["reservation form, several performances, not allowed"] = (fixture, page) =>
            fixture.OpenAsync(page, "/shows/the-cherry-orchard/reserve", 404),
        ["pending reservation, several performances"] = async (fixture, page) =>
        {
            await fixture.OpenSeveralFormAsync(page);
            await page.FillAsync("#Name", "Ada Lovelace");
            await page.FillAsync("#Email", fixture.NewEmail());
            foreach (var people in await page.Locator("input[name^='People']").AllAsync())
            {
                await people.FillAsync("2");
            }

            Assert.Equal(200, await page.FollowAsync(page.Locator("main form button").First));
        },
        ["confirmation, several performances"] = async (fixture, page) =>
            await fixture.OpenAsync(page, await fixture.CreateGroupLinkAsync(2, 100)),
        ["confirmation, several performances, none fits"] = async (fixture, page) =>
            await fixture.OpenAsync(page, await fixture.CreateGroupLinkAsync(100, 100)),
        ["confirmation, several performances, already used"] = async (fixture, page) =>
        {
            await fixture.OpenAsync(page, await fixture.CreateGroupLinkAsync(1, 1));
            var link = page.Url;
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form.form button")));
            Assert.Equal(409, await page.NavigateAsync(() => page.GotoAsync(link)));
        },
        ["party page, several performances"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("confirmation, several performances", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("main form.form button")));
        },
        ["party page, one of several performances"] = async (fixture, page) =>
        {
            await fixture.OpenByNameAsync("party page, several performances", page);
            Assert.Equal(200, await page.FollowAsync(page.Locator("main button[formaction*='Open']").First));
        },
        ["reservation form, access"] = async (fixture, page) =>
        {
            await fixture.OpenAsync(page, $"/performances/{await fixture.PerformanceWithAccessPlacesAsync()}/reserve");
            await page.CheckAsync("#CompanionPlace");
            Assert.Equal(400, await SubmitReservationAsync(page, "Ada Lovelace", fixture.NewEmail(), people: 2));
        },
    };
}
