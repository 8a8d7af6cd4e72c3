using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

public sealed partial class EveryPage
{
    /// <summary>Whatever a steward comes to on an evening.</summary>
    private static readonly Dictionary<string, Func<EveryPage, IPage, Task>> DoorPages = new(StringComparer.Ordinal)
    {
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
        ["moving a party to tonight"] = async (house, page) =>
            await house.SellAtAsync(page, $"/staff/check-in/parties/{await house.ReservationAsync()}/move"),
        ["a walk-in with everything wrong"] = async (house, page) =>
        {
            await house.SignInAtAsync(page, "/staff/check-in/walk-in");
            Assert.Equal(400, await page.FollowAsync(page.Button("Let them in")));
        },
    };
}
