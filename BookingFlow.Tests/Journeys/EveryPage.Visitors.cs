using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class EveryPage
{
    /// <summary>Whatever a visitor comes to, in any language: nothing here is found by its words.</summary>
    private static readonly Dictionary<string, Func<EveryPage, IPage, Task>> VisitorPages = new(StringComparer.Ordinal)
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
            Assert.Equal(400, await FillInAsync(page, "", "ada at visitors", people: 99));
        },
        ["the form when too few seats are left"] = async (house, page) =>
        {
            await house.OpenAsync(page, $"/performances/{house.AFullOne(left: 3)}/reserve");
            Assert.Equal(409, await FillInAsync(page, "Ada Lovelace", NewEmail(), people: 5));
        },
        ["the form of a sold-out performance"] = (house, page) => house.OpenAsync(page, $"/performances/{house.AFullOne(left: 0)}/reserve", 409),
        ["the form before booking opens"] = (house, page) =>
            house.OpenAsync(page, $"/performances/{house.AClosedOne(BookingClosedReason.NotYetOpen)}/reserve", 409),
        ["the form of a performance that is not booked online"] = (house, page) =>
            house.OpenAsync(page, $"/performances/{house.AClosedOne(BookingClosedReason.Disabled)}/reserve", 409),
        ["no such performance"] = (house, page) => house.OpenAsync(page, "/performances/999999/reserve", 404),
        ["check your mail"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            Assert.Equal(200, await FillInAsync(page, "Ada Lovelace", NewEmail(), people: 2));
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
            await house._season.Database.ReadAsync(db => db.Reservations
                .Where(r => r.Status == ReservationStatus.Pending && r.Performance.Id == house.AFullOne(3))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.PartySize, 5)));
            await house.OpenAsync(page, link);
            Assert.Equal(409, await page.FollowAsync(page.Locator("main form button").First));
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
        ["the languages"] = (house, page) => house.OpenAsync(page, "/language"),
        ["a reservation that was cancelled"] = async (house, page) =>
        {
            var link = await house.LinkAsync();
            await house._season.Database.ReadAsync(db => db.Reservations.Where(r => r.Id == db.Reservations.Max(last => last.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.Status, ReservationStatus.Cancelled).SetProperty(r => r.CancelledAt, house._season.Now)));
            await house.OpenAsync(page, link, 410);
        },
        ["the form, open for too long"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            await page.Context.ClearCookiesAsync();
            Assert.Equal(400, await FillInAsync(page, "Ada Lovelace", NewEmail(), people: 2));
        },
        ["the code, read by a stranger"] = (house, page) => house.OpenAsync(page, "/check-in/abc"),
        ["the privacy notice"] = (house, page) => house.OpenAsync(page, "/privacy"),
        ["an imprint that is not written"] = (house, page) => OpenAsync(house._empty, page, "/imprint", 404),
        ["a search that finds nothing"] = (house, page) => house.OpenAsync(page, "/?q=nowhere"),
        ["a search that finds something"] = (house, page) => house.OpenAsync(page, "/?q=orchard"),
        ["a month in which nothing is played"] = (house, page) => house.OpenAsync(page, "/?month=2001-01"),
        ["a month"] = (house, page) => house.OpenAsync(page, string.Create(CultureInfo.InvariantCulture, $"/?month={house._season.Now:yyyy-MM}")),
        ["check your mail, with an address that is none"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            await FillInAsync(page, "Ada Lovelace", NewEmail(), people: 2);
            Assert.Equal(400, await CorrectAsync(page, "ada at visitors"));
        },
        ["check your mail, when no more is sent"] = async (house, page) =>
        {
            await house.OpenFormAsync(page);
            await FillInAsync(page, "Ada Lovelace", NewEmail(), people: 2);
            for (var i = 0; i < PartyMails.Most; i++)
            {
                Assert.Equal(200, await CorrectAsync(page, NewEmail()));
            }
        },
    };
}
