using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Performances;

/// <summary>What visitors are asked about access: what the performance and its room offer, and nothing else.</summary>
public sealed class AccessPlacesFormTests
{
    private static readonly string[] Ticks = ["WheelchairPlace", "CompanionPlace", "StepFreeAccess", "InductionLoop"];

    /// <summary>A valid form without a tick; a field that is given again replaces its own here.</summary>
    private static readonly (string Name, string Value)[] Ada =
        [("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2"), .. Ticks.Select(tick => (tick, "false"))];

    [Fact]
    public async Task Without_access_places_nothing_is_shown_and_nothing_is_stored()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Empty(form.Document.QuerySelectorAll("main fieldset"));
        var posted = await visitor.PostAsync(
            $"/performances/{performance.Id}/reserve",
            NoScriptBrowser.Fields(form, "main form", [.. Ada, .. Ticks.Select(tick => (tick, "true"))]));

        Assert.Equal(303, posted.Status);
        Assert.True((await app.Database.ReadAsync(db => db.Reservations.SingleAsync())).Access.IsNone);
    }

    [Fact]
    public async Task The_form_asks_for_what_is_offered_and_a_wrong_pair_of_ticks_is_explained()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var room = new ARoom().Build();
        (room.StepFreeAccess, room.InductionLoop) = (true, true);
        var performance = await app.AddAsync(app.APerformanceTonight().In(room).WithAccessPlaces(2, 1, releaseHours: 0));
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(Ticks, form.Document.QuerySelectorAll("main fieldset input[type=checkbox]").Select(tick => tick.Id));
        Assert.Contains("2 are left.", form.Find("#WheelchairPlace-hint").TextContent, StringComparison.Ordinal);
        // Nothing asks for a text about it.
        Assert.DoesNotContain("wheelchair", form.Find("#Notes-hint").TextContent, StringComparison.OrdinalIgnoreCase);

        var alone = await visitor.SubmitAsync(form, "main form", [.. Ada, ("CompanionPlace", "true")]);
        Assert.Equal((400, "#WheelchairPlace"), (alone.Status, alone.Find(".error-summary a").GetAttribute("href")));
        var tooFew = await visitor.SubmitAsync(
            form, "main form", [.. Ada, ("PartySize", "1"), ("WheelchairPlace", "true"), ("CompanionPlace", "true")]);
        Assert.Equal((400, "#PartySize"), (tooFew.Status, tooFew.Find(".error-summary a").GetAttribute("href")));
        Assert.True(tooFew.Find("#CompanionPlace").HasAttribute("checked"));

        var reserved = await visitor.SubmitAsync(
            form, "main form", [.. Ada, ("PartySize", "3"), .. Ticks.Select(tick => (tick, "true"))]);

        Assert.Equal(303, reserved.Status);
        Assert.Equal(new AccessNeeds(true, true, true, true), (await app.Database.ReadAsync(db => db.Reservations.SingleAsync())).Access);
        Assert.Contains(
            "1 wheelchair place, 1 companion, step-free way, induction loop", (await visitor.OpenAsync(reserved.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_only_wheelchair_places_are_left_the_list_leads_to_them_and_no_other_party_gets_one()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(2).WithAccessPlaces(1, 1, releaseHours: 0));
        using var visitor = app.Visitor();
        var list = await visitor.OpenAsync("/");
        Assert.Contains("Sold out", list.Text, StringComparison.Ordinal);
        Assert.StartsWith(
            "Wheelchair place", list.Find($"a[href='/performances/{performance.Id}/reserve']").TextContent.Trim(), StringComparison.Ordinal);

        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(200, form.Status);
        Assert.Equal(409, (await visitor.SubmitAsync(form, "main form", Ada)).Status);
        Assert.Equal(
            303, (await visitor.SubmitAsync(form, "main form", [.. Ada, ("WheelchairPlace", "true"), ("CompanionPlace", "true")])).Status);
    }

    [Fact]
    public async Task When_all_wheelchair_places_are_taken_the_form_says_so_and_offers_no_tick()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithAccessPlaces(1, 0, releaseHours: 0));
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        await app.Database.ReadAsync(db => db.Performances.Where(p => p.Id == performance.Id).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.ConfirmedSeats, 1).SetProperty(p => p.ConfirmedWheelchairPlaces, 1)));

        var refused = await visitor.SubmitAsync(form, "main form", [.. Ada, ("PartySize", "1"), ("WheelchairPlace", "true")]);
        Assert.Equal(409, refused.Status);
        Assert.Contains(app.Words()["Failure.NoAccessPlace.Happened"].Value, refused.Text, StringComparison.Ordinal);

        var full = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Null(full.Document.QuerySelector("#WheelchairPlace"));
        Assert.Contains(app.Words()["Access.NoneLeft"].Value, full.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_says_what_it_offers_and_its_new_performances_have_its_places()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var administrator = await app.StaffAsync(StaffRoles.Administrator, "Ada");
        var room = (await app.AddAsync(app.APerformanceTonight().WithCapacity(20))).Room;
        var path = $"/staff/rooms/{room.Id}/access";
        var form = await administrator.OpenAsync(path);

        var refused = await administrator.SubmitAsync(form, "main form", ("WheelchairPlaces", "19"), ("CompanionPlaces", "2"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#CompanionPlaces-message"));
        var saved = await administrator.SubmitAsync(
            form, "main form", ("WheelchairPlaces", "3"), ("CompanionPlaces", "2"), ("StepFreeAccess", "true"), ("InductionLoop", "false"));

        Assert.Equal((303, $"/staff/rooms/{room.Id}?done=saved"), (saved.Status, saved.Location));
        Assert.Contains("3 wheelchair places, 2 companions", (await administrator.OpenAsync(saved.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await administrator.OpenAsync("/staff/rooms/4711/access")).Status);
        var entry = await app.Database.ReadAsync(db => db.AuditLog.SingleAsync(e => e.Action == AuditAction.RoomAccessChanged));
        Assert.Equal("0 + 0, –, – → 3 + 2, ✓, –", entry.Detail);
    }
}
