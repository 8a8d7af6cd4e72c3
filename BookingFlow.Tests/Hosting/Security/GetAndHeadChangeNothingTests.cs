using System.Globalization;
using BookingFlow.Web.Staff;

namespace BookingFlow.Tests.Hosting.Security;

public sealed class GetAndHeadChangeNothingTests
{
    /// <summary>Every page there is, with a token that is good there, looked at by a stranger and by staff: a mail scanner opens them all.</summary>
    [Fact]
    public async Task Looking_at_a_page_leaves_every_row_of_every_table_as_it_was()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var link = await app.PendingLinkAsync(new AReservation().For(performance).AskedAt(app.Now).ExpiringAt(performance.StartsAt).Build());
        var ticket = await app.StoredTicketAsync(new AReservation().For(performance).AskedAt(app.Now).Confirmed(app.Now).Build());
        using var visitor = app.Visitor();
        using var steward = await app.StaffAsync(StaffRoles.Administrator);
        await visitor.ReserveAsync(performance.Id);
        await app.AllMailIsOutAsync();
        var before = await app.EveryTableAsync();

        var places = app.Pages().Select(page => page.Path(blank => blank switch
        {
            "id" => performance.Id.ToString(CultureInfo.InvariantCulture),
            "slug" => performance.Show.Slug,
            "token" => link.Split('/')[^1],
            "ticketToken" => ticket.Split('/')[^1],
            "checkInToken" => Story.CheckInPath(ticket).Split('/')[^1],
            _ => "x",
        })).ToList();
        Assert.Contains(link, places);
        foreach (var person in new[] { visitor, steward })
        {
            foreach (var place in places)
            {
                var looked = await person.OpenAsync(place);
                var peeked = await person.SendAsync(new HttpRequestMessage(HttpMethod.Head, place));
                Assert.Equal(looked.Status, peeked.Status);
                Assert.Equal("", peeked.Body);
            }
        }

        Assert.Equal(before, await app.EveryTableAsync());
        Assert.Contains("pending", before, StringComparison.Ordinal);
        Assert.Contains("confirmed", before, StringComparison.Ordinal);
    }
}
