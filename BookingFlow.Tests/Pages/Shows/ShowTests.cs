namespace BookingFlow.Tests.Pages.Shows;

public sealed class ShowTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_show_that_visitors_cannot_see_does_not_exist_and_what_is_on_is_offered(bool isStored)
    {
        var app = shared.App;
        var other = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("The Other Play").Build()));
        var secret = await app.AddAsync(app.APerformanceTonight().Of(new AShow().Titled("Secret Play").Unpublished().Build()));
        using var visitor = app.Visitor();
        var lost = await visitor.OpenAsync(isStored ? $"/shows/{secret.Show.Slug}" : "/shows/nothing-of-ours");
        Assert.Equal(404, lost.Status);
        Assert.DoesNotContain("Secret Play", lost.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await visitor.OpenAsync(lost.Link($"/shows/{other.Show.Slug}"))).Status);
    }

    [Fact]
    public async Task A_show_without_evenings_still_tells_of_itself()
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
