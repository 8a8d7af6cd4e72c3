namespace BookingFlow.Tests.Api;

/// <summary>The script of the web component, as it is served. What it does is in <see cref="Journeys.EmbeddingTests"/>.</summary>
public sealed class EmbedScriptTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_script_has_at_most_5_KB_without_compression()
    {
        using var http = new HttpClient { BaseAddress = new Uri(shared.App.Address) };
        using var answer = await http.GetAsync("/embed.js", TestContext.Current.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/javascript; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.InRange(bytes.Length, 1000, 5000);
        Assert.Equal(await File.ReadAllBytesAsync(RepositoryFolder.Path("BookingFlow.Web", "wwwroot", "embed.js"), TestContext.Current.CancellationToken), bytes);
    }

    [Fact]
    public async Task The_script_reads_no_HTML_from_texts_and_sends_no_cookie()
    {
        using var website = shared.App.Visitor();
        var script = (await website.OpenAsync("/embed.js")).Body;

        Assert.All(
            new[] { "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "cookie", "localStorage" },
            forbidden => Assert.DoesNotContain(forbidden, script, StringComparison.Ordinal));
        Assert.Contains("credentials: 'omit'", script, StringComparison.Ordinal);
    }
}
