namespace BookingFlow.Tests.Pages.Shows;

public sealed class ShowTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unpublished_or_unknown_show_returns_404_and_offers_upcoming_shows(bool isStored)
    {
        var app = shared.App;
        var other = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("The Other Play").Build()));
        var unpublished = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Secret Play").Unpublished().Build()));
        using var visitor = app.Visitor();
        var notFound = await visitor.OpenAsync(isStored ? $"/shows/{unpublished.Show.Slug}" : "/shows/nothing-of-ours");
        Assert.Equal(404, notFound.Status);
        Assert.DoesNotContain("Secret Play", notFound.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await visitor.OpenAsync(notFound.Link($"/shows/{other.Show.Slug}"))).Status);
    }

    [Fact]
    public async Task A_show_without_upcoming_performances_still_has_its_page()
    {
        var app = shared.App;
        var past = await app.AddAsync(app.APerformanceTonight().At(app.Now.AddDays(-1)));
        using var visitor = app.Visitor();
        var show = await visitor.OpenAsync($"/shows/{past.Show.Slug}");
        Assert.Equal(200, show.Status);
        Assert.Contains(app.Words()["Show.NoPerformances"].Value, show.Text, StringComparison.Ordinal);
        Assert.Contains(past.Show.Summary, show.Text, StringComparison.Ordinal);
    }
}
