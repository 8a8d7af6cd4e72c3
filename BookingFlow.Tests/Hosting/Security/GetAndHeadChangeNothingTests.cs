using System.Globalization;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Security;

public sealed class GetAndHeadChangeNothingTests
{
    /// <summary>Opens every page with valid tokens, as a visitor and as staff, because mail scanners open every link.</summary>
    [Fact]
    public async Task GET_and_HEAD_of_every_page_leave_every_table_unchanged()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.AddConfirmationLinkAsync(
            new AReservation().For(performance).CreatedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.AddTicketAsync(new AReservation().For(performance).CreatedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync(StaffRoles.Administrator);
        await visitor.ReserveAsync(performance.Id);
        await app.WaitUntilMailIsSentAsync();
        var before = await app.DumpTablesAsync();

        var paths = app.Pages().Select(page => page.Path(parameter => parameter switch
        {
            "id" => performance.Id.ToString(CultureInfo.InvariantCulture),
            "slug" => performance.Show.Slug,
            "token" => link.Split('/')[^1],
            "ticketToken" => ticket.Split('/')[^1],
            "checkInToken" => VisitorSteps.CheckInPath(ticket).Split('/')[^1],
            _ => "x",
        })).ToList();
        Assert.Contains(link, paths);
        foreach (var browser in new[] { visitor, steward })
        {
            foreach (var path in paths)
            {
                var get = await browser.OpenAsync(path);
                var head = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
                Assert.Equal(get.Status, head.Status);
                Assert.Equal("", head.Body);
            }
        }

        Assert.Equal(before, await app.DumpTablesAsync());
        Assert.Contains("pending", before, StringComparison.Ordinal);
        Assert.Contains("confirmed", before, StringComparison.Ordinal);
    }
}
