using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Rooms;

public sealed class RoomsTests : IAsyncLifetime
{
    private BookingFlowApp _app = null!;
    private NoScriptBrowser _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await BookingFlowApp.StartAsync();
        _admin = await _app.StaffAsync(StaffRoles.Administrator, "Ada");
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_room_is_added_found_renamed_retired_and_reopened()
    {
        var added = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/rooms/new"), "main form", ("RoomName", "Café Grün"), ("Capacity", "30"));
        Assert.Equal((303, "/staff/rooms?done=added"), (added.Status, added.Location));
        Assert.Contains(_app.Words()["Done.Added"].Value, (await _admin.OpenAsync(added.Location!)).Text, StringComparison.Ordinal);

        var room = (await _admin.OpenAsync("/staff/rooms?q=caf")).Link("/staff/rooms/1");
        Assert.Contains(_app.Words()["List.None"].Value, (await _admin.OpenAsync("/staff/rooms?q=caf%25n")).Text, StringComparison.Ordinal);

        var renamed = await _admin.SubmitAsync(await _admin.OpenAsync(room), "main form", ("RoomName", "Studio"));
        Assert.Equal($"{room}?done=saved", renamed.Location);
        Assert.Equal("Studio", (await _admin.OpenAsync(room)).Find("h1").TextContent);

        var confirmation = await _admin.OpenAsync($"{room}/retire");
        Assert.Equal(200, confirmation.Status);
        Assert.Null((await RoomAsync()).RetiredAt);
        Assert.Equal($"{room}?done=retired", (await _admin.SubmitAsync(confirmation, "main form")).Location);
        Assert.Contains("Studio", (await _admin.OpenAsync("/staff/rooms")).Find(".retired").TextContent, StringComparison.Ordinal);

        Assert.Equal($"{room}?done=reopened", (await _admin.SubmitAsync(await _admin.OpenAsync($"{room}/retire"), "main form")).Location);
        Assert.Null((await RoomAsync()).RetiredAt);
        Assert.Equal(["Ada"], (await _app.Database.ReadAsync(db => db.AuditLog.Select(l => l.StaffName).ToListAsync())).Distinct());
    }

    [Fact]
    public async Task Invalid_fields_are_reported_beside_each_and_the_input_is_kept()
    {
        var refused = await _admin.SubmitAsync(await _admin.OpenAsync("/staff/rooms/new"), "main form", ("RoomName", ""), ("Capacity", "many"));

        Assert.Equal(400, refused.Status);
        Assert.Equal("many", refused.Find("#Capacity").GetAttribute("value"));
        Assert.NotNull(refused.Find("#RoomName-message"));
        Assert.NotNull(refused.Find("#Capacity-message"));
        Assert.Empty(await _app.Database.ReadAsync(db => db.Rooms.ToListAsync()));
    }

    [Fact]
    public async Task A_capacity_below_the_confirmed_seats_lists_the_affected_parties_and_requires_a_confirmation()
    {
        var performance = new APerformance().WithCapacity(10).At(_app.Now.AddDays(1)).Build();
        await _app.Database.AddAsync(
            new AReservation().For(performance).Named("Ada First").OfParty(4).Confirmed().Build(),
            new AReservation().For(performance).Named("Berta Second").OfParty(3).Confirmed().Build(),
            new AReservation().For(performance).Named("Carl Third").OfParty(2).Confirmed().Build());
        var path = $"/staff/rooms/{performance.RoomId}/capacity";
        var form = await _admin.OpenAsync(path);
        Assert.Equal("10", form.Find("#Capacity").GetAttribute("value"));

        var refused = await _admin.SubmitAsync(form, "main form", ("Capacity", "5"), ("Reason", "Two rows out"));

        Assert.Equal(409, refused.Status);
        Assert.Equal(10, (await RoomAsync()).Capacity);
        Assert.Contains("Berta Second", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Carl Third", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada First", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Two rows out", refused.Find("#Reason").GetAttribute("value"));

        // A capacity that affects more people than were shown requires a new confirmation, and so does an invalid number.
        var button = refused.Find("button[name='Accepted']");
        Assert.Equal("4", button.GetAttribute("value"));
        Assert.Equal(409, (await _admin.SubmitAsync(refused, "main form", ("Capacity", "2"), ("Accepted", "4"))).Status);
        Assert.Equal(409, (await _admin.SubmitAsync(refused, "main form", ("Accepted", "everybody"))).Status);
        Assert.Equal(10, (await RoomAsync()).Capacity);

        Assert.Equal(303, (await _admin.SubmitAsync(refused, "main form", ("Accepted", button.GetAttribute("value")!))).Status);
        Assert.Equal(5, (await RoomAsync()).Capacity);
        Assert.Equal("Two rows out", await _app.Database.ReadAsync(db => db.CapacityChanges.Select(c => c.Reason).SingleAsync()));
    }

    [Fact]
    public async Task A_room_with_upcoming_performances_cannot_be_retired_and_an_unknown_room_returns_404()
    {
        var performance = await _app.AddAsync(_app.APerformanceTonight());
        var path = $"/staff/rooms/{performance.RoomId}/retire";

        var refused = await _admin.SubmitAsync(await _admin.OpenAsync(path), "main form");
        Assert.Equal(409, refused.Status);
        Assert.Contains(_app.Words()["Failure.NotPossible.RoomHasPerformances.Happened"].Value, refused.Text, StringComparison.Ordinal);

        foreach (var unknownPath in new[] { "/staff/rooms/4711", "/staff/rooms/4711/capacity", "/staff/rooms/4711/retire" })
        {
            Assert.Equal(404, (await _admin.OpenAsync(unknownPath)).Status);
        }
    }

    [Fact]
    public async Task The_rooms_are_for_administrators_only()
    {
        using var boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice);
        Assert.Equal(403, (await boxOffice.OpenAsync("/staff/rooms")).Status);
    }

    private Task<Room> RoomAsync() => _app.Database.ReadAsync(db => db.Rooms.SingleAsync());
}
