using System.Net;

namespace BookingFlow.Tests.Pages.Reservations;

public sealed class PendingTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_page_shows_the_address_as_typed_and_survives_a_reload()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var response = await visitor.ReserveAsync(performance.Id, email: "Ada.Lovelace+Seats@Visitors.example");
        Assert.Equal("/reservations/pending", response.Location);
        for (var i = 0; i < 2; i++)
        {
            var page = await visitor.OpenAsync(response.Location!);
            Assert.Equal(200, page.Status);
            Assert.Contains("Ada.Lovelace+Seats@visitors.example", page.Text, StringComparison.Ordinal);
            Assert.Contains(app.Words()["Pending.NotYet"].Value, page.Text, StringComparison.Ordinal);
        }

        await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync());
        Assert.Contains(app.Words()["Pending.Confirmed.Title"].Value, (await visitor.OpenAsync(response.Location!)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("CfDJ8-forged")]
    [InlineData("%00")]
    public async Task A_missing_or_forged_cookie_reveals_no_reservation(string? cookie)
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id);
        using var otherBrowser = app.Visitor();
        if (cookie is not null)
        {
            otherBrowser.Cookies.Add(new Uri(app.Address), new Cookie("bookingflow.pending", cookie, "/reservations/pending"));
        }

        var page = await otherBrowser.OpenAsync("/reservations/pending");
        Assert.Equal(200, page.Status);
        Assert.Contains(app.Words()["Pending.None.Title"].Value, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", page.Body, StringComparison.Ordinal);
    }
}
