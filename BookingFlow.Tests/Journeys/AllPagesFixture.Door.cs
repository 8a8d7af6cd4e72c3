using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class AllPagesFixture
{
    /// <summary>The pages and states that door staff see, by name. Each entry opens one and asserts its status code.</summary>
    private static readonly Dictionary<string, Func<AllPagesFixture, IPage, Task>> DoorPages = new(StringComparer.Ordinal)
    {
        ["tonight"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff"),
        ["walk-in, waiting parties and seats not claimed"] = async (fixture, page) =>
        {
            await fixture.AddWaitingPartyAsync(fixture.Tonight);
            await fixture._demoApp.Database.ReadAsync(db => db.Performances.Where(p => p.Id == fixture.Tonight)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.CurtainReleaseMinutes, 120)));
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in/walk-in");
        },
        ["walk-in, wrong number of a waiting party"] = async (fixture, page) =>
        {
            await fixture.AddWaitingPartyAsync(fixture.Tonight);
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in/walk-in");
            await page.Locator(".waiting-party input[name=People]").First.FillAsync("99");
            Assert.Equal(400, await page.FollowAsync(page.Locator(".waiting-party button").First));
        },
        ["scan station"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/check-in"),
        // This browser has no camera.
        ["camera station"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, $"/staff/check-in/camera?performance={fixture.Tonight}"),
        ["scan station, admitted"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await fixture.CreateCheckInUrlAsync()));
        },
        ["scan station, already checked in"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            var code = await fixture.CreateCheckInUrlAsync();
            await page.ScanAsync(code);
            Assert.Equal(409, await page.ScanAsync(code));
        },
        ["scan station, foreign ticket"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            Assert.Equal(404, await page.ScanAsync("https://elsewhere.example/check-in/abc"));
        },
        ["scan station, typed reference"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await fixture.CreateTicketReferenceAsync()));
        },
        ["scanned party"] = async (fixture, page) =>
            await fixture.OpenAsDoorStaffAsync(page, VisitorSteps.CheckInPath(await fixture.CreateTicketAsync())),
        ["scanned party, admitted"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, VisitorSteps.CheckInPath(await fixture.CreateTicketAsync()));
            Assert.Equal(200, await page.FollowAsync(page.Button("Check in 2 people")));
        },
        ["scan station, admitted number corrected"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            Assert.Equal(200, await page.ScanAsync(await fixture.CreateCheckInUrlAsync(people: 5)));
            Assert.Equal(200, await page.FollowAsync(page.Button("Change to 3 people")));
        },
        ["scan station, rest of a party"] = async (fixture, page) =>
        {
            var code = await fixture.CreateCheckInUrlAsync(people: 5);
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            await page.ScanAsync(code);
            await page.FollowAsync(page.Button("Change to 3 people"));
            Assert.Equal(409, await page.ScanAsync(code));
        },
        ["scan station, unreadable input"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            Assert.Equal(404, await page.ScanAsync("hello muller"));
        },
        ["scan station, door name too long"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in");
            await page.GetByLabel("Door name").FillAsync(new string('x', 60));
            Assert.Equal(400, await page.FollowAsync(page.Button("Save door settings")));
        },
        ["scanned party, partly checked in"] = async (fixture, page) =>
        {
            var path = new Uri(await fixture.CreateCheckInUrlAsync(people: 5)).PathAndQuery;
            await fixture.OpenAsDoorStaffAsync(page, path);
            Assert.Equal(200, await page.FollowAsync(page.Button("Check in 3 people")));
            await fixture.OpenAsync(page, path, 409);
        },
        ["printable door list"] = (fixture, page) => fixture.OpenAsBoxOfficeAsync(page, $"/staff/check-in/list?performance={fixture.Tonight}"),
        ["printable door list, unknown performance"] = (fixture, page) =>
            fixture.OpenAsBoxOfficeAsync(page, "/staff/check-in/list?performance=999999", 404),
        ["paper list entry, mixed results"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, $"/staff/check-in/paper?performance={fixture.Tonight}");
            var (valid, tooMany) = (await fixture.CreateTicketReferenceAsync(), await fixture.CreateTicketReferenceAsync());
            await page.FillAsync("#References", $"{valid}\nAAAA-AA\n{tooMany} 9");
            Assert.Equal(200, await page.FollowAsync(page.Button("Check in these parties")));
        },
        ["paper list entry, empty"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, $"/staff/check-in/paper?performance={fixture.Tonight}");
            Assert.Equal(400, await page.FollowAsync(page.Button("Check in these parties")));
        },
        ["paper list entry, checkboxes"] = async (fixture, page) =>
        {
            await fixture.CreateTicketAsync();
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/check-in/paper?performance={fixture.Tonight}&tick=on");
        },
        ["party search"] = async (fixture, page) =>
        {
            await fixture.CreateReservationAsync();
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in/find?q=ada");
        },
        ["party search, too short"] = (fixture, page) => fixture.OpenAsDoorStaffAsync(page, "/staff/check-in/find?q=a", 400),
        ["paired devices"] = async (fixture, page) =>
        {
            await fixture.OpenPairedAsync(page);
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/performances/{fixture.Tonight}/devices");
            Assert.Equal(200, await page.FollowAsync(page.Button("Pair a device")));
        },
        ["pair a device, name missing"] = async (fixture, page) =>
        {
            await fixture.OpenAsync(page, await fixture.CreatePairingLinkAsync());
            Assert.Equal(400, await page.FollowAsync(page.Button("Start check-in")));
        },
        ["scan station, paired device"] = (fixture, page) => fixture.OpenPairedAsync(page),
        ["pairing ended"] = (fixture, page) => fixture.OpenAsync(page, "/staff/pair/ended"),
        ["party page"] = async (fixture, page) =>
            await fixture.OpenAsDoorStaffAsync(page, $"/staff/check-in/parties/{await fixture.CreateReservationAsync()}"),
        ["party page, partly checked in"] = async (fixture, page) => await fixture.CheckInOnePersonAsync(page),
        ["undo check-in, reason missing"] = async (fixture, page) =>
        {
            await fixture.CheckInOnePersonAsync(page);
            await page.FollowAsync(page.Link("Undo or correct check-in"));
            Assert.Equal(400, await page.FollowAsync(page.Button("Correct check-in")));
        },
        ["move party to tonight"] = async (fixture, page) =>
            await fixture.OpenAsBoxOfficeAsync(page, $"/staff/check-in/parties/{await fixture.CreateReservationAsync()}/move"),
        ["walk-in form, all fields invalid"] = async (fixture, page) =>
        {
            await fixture.OpenAsDoorStaffAsync(page, "/staff/check-in/walk-in");
            Assert.Equal(400, await page.FollowAsync(page.Button("Add and check in")));
        },
    };
}
