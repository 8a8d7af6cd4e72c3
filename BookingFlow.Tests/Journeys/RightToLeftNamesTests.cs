using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Journeys;

/// <summary>A name in a right-to-left script on the pages where other text follows it in the same line.</summary>
public sealed class RightToLeftNamesTests(ChromiumBrowser chromium)
{
    private const string Name = "سارة 🎭";

    /// <summary>Returns how far right of the name, in CSS pixels, the text begins that follows it.</summary>
    private const string DistanceScript =
        """
        (element, [name, following]) => {
            const whole = element.textContent, nodes = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) nodes.push(walker.currentNode);
            const at = offset => {
                for (const node of nodes) {
                    if (offset < node.length) return [node, offset];
                    offset -= node.length;
                }
            };
            const box = (start, length) => {
                const range = document.createRange();
                range.setStart(...at(start));
                const [node, last] = at(start + length - 1);
                range.setEnd(node, last + 1);
                return range.getBoundingClientRect();
            };
            const start = whole.indexOf(name);
            return box(whole.indexOf(following, start + name.length), following.length).left - box(start, name.length).right;
        }
        """;

    [Fact]
    public async Task Text_after_the_name_stays_to_its_right()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = app.APerformanceTonight().WithCapacity(200).Build();
        var waiting = new AReservation().For(performance).Named(Name).OfParty(4).WithReference("2479-23").Confirmed(app.Now).Build();
        var inside = new AReservation().For(performance).Named(Name).OfParty(4).WithReference("7942-43").Confirmed(app.Now).Build();
        await app.Database.AddAsync(waiting, inside);
        var administrator = await app.AddStaffAsync(StaffRoles.Administrator);
        await using var context = await chromium.WithScriptAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{app.Address}/staff/login");
        await page.SignInAsync(administrator.Email!, BookingFlowApp.StaffPassword);
        await page.GotoAsync($"{app.Address}/staff/check-in");
        await page.FillAsync("#Code", inside.Reference);
        await page.FollowAsync(page.Locator("form.scan button"));
        Assert.Equal(200, await page.FollowAsync(page.Locator("form[action*='handler=Admit'] .button--door")));

        await AssertFollowsAsync($"/staff/reservations/{waiting.Id}/cancel", ".whose", "4");
        await AssertFollowsAsync("/staff/check-in/paper?tick=on", ".paper-ticks label", "4");
        await AssertFollowsAsync("/staff/check-in", ".last-scan", "4");
        await AssertFollowsAsync($"/staff/performances/{performance.Id}/door", "td a", "7942");

        async Task AssertFollowsAsync(string path, string element, string following)
        {
            await page.GotoAsync(app.Address + path);
            var distance = await page.Locator(element).Filter(new() { HasText = Name }).First.EvaluateAsync<double>(
                DistanceScript, new[] { Name, following });
            Assert.True(distance > 0, $"On {path}, “{following}” is {-distance} px too far left.");
        }
    }
}
