using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Components;

/// <summary>How far off an evening is, on the way of a visitor; not in mails, where it would be wrong tomorrow.</summary>
public sealed class RelativeDayOnPagesTests
{
    [Fact]
    public async Task A_visitor_reads_it_beside_every_date_on_the_way_and_in_no_mail()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Now));
        await using var app = await BookingFlowApp.StartAsync(clock);
        using var visitor = app.Visitor();
        var performance = await app.AddAsync(new APerformance().At(TestTimes.Now.AddDays(3)));
        var link = await app.PendingLinkAsync(new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        await visitor.ReserveAsync(performance.Id);

        foreach (var path in new[] { "/", $"/shows/{performance.Show.Slug}", $"/performances/{performance.Id}/reserve", "/reservations/pending",
            link })
        {
            await IsToldAsync(path);
        }

        await IsToldAsync((await visitor.ConfirmAsync(link)).Location!);
        foreach (var mail in await app.MailAsync(1))
        {
            Assert.DoesNotContain("in 3 days", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        }

        async Task IsToldAsync(string path) =>
            Assert.Contains("in 3 days", (await visitor.OpenAsync(path)).Find(".distance").TextContent, StringComparison.Ordinal);
    }
}
