using System.Net;

namespace BookingFlow.Tests.Pages.Reservations;

public sealed class PendingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_page_names_the_address_as_it_was_typed_and_stays_when_it_is_loaded_again()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var sent = await visitor.ReserveAsync(performance.Id, email: "Ada.Lovelace+Seats@Visitors.example");
        Assert.Equal("/reservations/pending", sent.Location);
        for (var i = 0; i < 2; i++)
        {
            var page = await visitor.OpenAsync(sent.Location!);
            Assert.Equal(200, page.Status);
            Assert.Contains("Ada.Lovelace+Seats@Visitors.example", page.Text, StringComparison.Ordinal);
            Assert.Contains(app.Words()["Pending.NotYet"].Value, page.Text, StringComparison.Ordinal);
        }

        await visitor.ConfirmAsync(await app.MailedLinkAsync());
        Assert.Contains(app.Words()["Pending.Confirmed.Title"].Value, (await visitor.OpenAsync(sent.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("CfDJ8-of-somebody-else")]
    [InlineData("%00")]
    public async Task A_browser_that_reserved_nothing_or_made_up_a_cookie_learns_of_nobody(string? cookie)
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id);
        using var stranger = app.Visitor();
        if (cookie is not null)
        {
            stranger.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.pending", cookie, "/reservations/pending"));
        }

        var page = await stranger.OpenAsync("/reservations/pending");
        Assert.Equal(200, page.Status);
        Assert.Contains(app.Words()["Pending.None.Title"].Value, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", page.Body, StringComparison.Ordinal);
    }
}
