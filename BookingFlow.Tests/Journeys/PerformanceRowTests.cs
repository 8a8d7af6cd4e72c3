namespace BookingFlow.Tests.Journeys;

/// <summary>The row of a performance in lists: time, room, seats left and link, in every state and in narrow and wide lists.</summary>
public sealed class PerformanceRowTests(ChromiumBrowser chromium)
{
    /// <summary>Returns the pairs of texts in a row of which one covers the other.</summary>
    private const string Covered = """
        () => [...document.querySelectorAll('.performance')].flatMap(row => {
          const parts = [...row.children].map(part => {
            const range = document.createRange();
            range.selectNodeContents(part);
            const text = range.getBoundingClientRect(), box = part.matches('.button') ? part.getBoundingClientRect() : text;
            return { text: part.textContent, box };
          });
          return parts.flatMap((one, i) => parts.slice(i + 1)
            .filter(other => one.box.left < other.box.right && other.box.left < one.box.right
              && one.box.top < other.box.bottom - 1 && other.box.top < one.box.bottom - 1)
            .map(other => `${one.text} | ${other.text}`));
        })
        """;

    [Theory]
    [InlineData(ChromiumBrowser.SmallPhone)]
    [InlineData(ChromiumBrowser.Phone)]
    [InlineData(700)]
    [InlineData(ChromiumBrowser.Desktop)]
    public async Task Nothing_in_a_row_covers_anything_else(int width)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var show = new AShow().Build();
        await app.Database.AddAsync(
            Next(1).Build(), Next(2).WithCapacity(2).WithConfirmedSeats(2).Build(), Next(3).BookingOpens(app.Now.AddDays(1)).Build());
        await using var context = await chromium.WithScriptAsync(width);
        var page = await context.NewPageAsync();
        foreach (var path in new[] { "/", $"/shows/{show.Slug}", "/embed" })
        {
            await page.GotoAsync(app.Address + path);

            Assert.Equal(3, await page.Locator(".performance").CountAsync());
            Assert.Equal((path, ""), (path, string.Join('\n', await page.EvaluateAsync<string[]>(Covered))));
        }

        APerformance Next(int days) => new APerformance().Of(show).At(app.Now.AddDays(days));
    }
}
