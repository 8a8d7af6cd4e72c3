using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Components;

/// <summary>The relative day ("in 3 days") on the visitors' pages. Mails omit it, because it would be wrong on the next day.</summary>
public sealed class RelativeDayOnPagesTests
{
    [Fact]
    public async Task Relative_day_is_shown_on_every_visitor_page_with_a_date_and_in_no_mail()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Now));
        await using var app = await BookingFlowApp.StartAsync(clock);
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(new APerformance().At(TestTimes.Now.AddDays(3)));
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        await visitor.ReserveAsync(performance.Id);

        foreach (var path in new[] { "/", $"/shows/{performance.Show.Slug}", $"/performances/{performance.Id}/reserve", "/reservations/pending",
            link })
        {
            await AssertShownAsync(path);
        }

        await AssertShownAsync((await visitor.ConfirmAsync(link)).Location!);
        foreach (var mail in await app.MailAsync(1))
        {
            Assert.DoesNotContain("in 3 days", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        }

        async Task AssertShownAsync(string path) =>
            Assert.Contains("in 3 days", (await visitor.OpenAsync(path)).Find(".distance").TextContent, StringComparison.Ordinal);
    }
}
