using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.CheckIn;

public sealed class CheckInPageTests
{
    [Fact]
    public async Task A_stranger_cannot_tell_a_good_code_from_any_other()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, good) = await TicketAsync(app, app.APerformanceTonight());
        var unknown = $"/check-in/{Token.New().Text}";
        using var stranger = app.Visitor();
        var (known, other) = (await stranger.OpenAsync(good), await stranger.OpenAsync(unknown));
        Assert.Equal(200, known.Status);
        Assert.Equal(other.Status, known.Status);
        Assert.Equal(other.Body.Replace(unknown.Split('/')[^1], "", StringComparison.Ordinal), known.Body.Replace(good.Split('/')[^1], "", StringComparison.Ordinal));
        Assert.Equal(Headers(other), Headers(known));
        Assert.Contains(app.Words()["CheckIn.Neutral.Title"].Value, known.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", known.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_the_house_without_the_role_lets_nobody_in()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var usher = await app.StaffAsync();
        var form = await usher.OpenAsync(path);
        using var nobody = await app.StaffAsync(role: null);
        var own = await nobody.OpenAsync("/staff/logout");
        foreach (var told in new[] { await nobody.OpenAsync(path), await nobody.PostAsync(path, [.. NoScriptBrowser.Fields(form, "main form").Where(f => f.Name != "_form"), ("_form", NoScriptBrowser.Fields(own, "main form").Single(f => f.Name == "_form").Value)]) })
        {
            Assert.Equal(403, told.Status);
            Assert.DoesNotContain("Ada", told.Body, StringComparison.Ordinal);
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    [Fact]
    public async Task The_door_of_another_performance_is_told_which_show_evening_and_room_the_ticket_is_for()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (there, path) = await TicketAsync(app, app.APerformanceTonight().Of(new AShow().Titled("The Seagull").Build()).In(new ARoom().Named("The Attic").Build()));
        var here = await app.AddAsync(app.APerformanceTonight());
        using var steward = await app.StaffAsync();
        await steward.SubmitAsync(await steward.OpenAsync("/staff/check-in"), "form.door-choice", ("DoorOf", $"{here.Id}"));
        var told = await steward.OpenAsync(path);
        Assert.Equal(409, told.Status);
        Assert.Contains("The Seagull", told.Text, StringComparison.Ordinal);
        Assert.Contains("The Attic", told.Text, StringComparison.Ordinal);
        Assert.StartsWith($"{there.StartsAt.Year}-", told.Find("main time").GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector("main form[method='post'] button.button--door"));
    }

    [Theory]
    [InlineData(120, "Door.No.TooEarly")]
    [InlineData(-90, "Door.No.DoorsClosed")]
    public async Task Too_early_or_too_late_is_told_with_the_time_of_the_doors(int minutes, string words)
    {
        await using var app = await BookingFlowApp.StartAsync();
        var startsAt = app.Now.AddMinutes(minutes);
        var (_, path) = await TicketAsync(app, new APerformance().At(startsAt));
        using var steward = await app.StaffAsync();
        var told = await steward.OpenAsync(path);
        Assert.Equal(409, told.Status);
        Assert.Contains(app.Words()[words].Value, told.Text, StringComparison.Ordinal);
        var doors = DateTimeOffset.Parse(told.Find("main time").GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        Assert.InRange(startsAt + TimeSpan.FromMinutes(minutes > 0 ? -90 : 60) - doors, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_party_comes_in_once_and_the_second_scan_says_when_by_whom_and_how_many()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var (_, path) = await TicketAsync(app, app.APerformanceTonight());
        using var dora = await app.StaffAsync(name: "Dora");
        using var otto = await app.StaffAsync(name: "Otto");
        var (form, others) = (await dora.OpenAsync(path), await otto.OpenAsync(path));
        var fields = NoScriptBrowser.Fields(form, "main form");
        var admitted = await dora.PostAsync(path, fields);
        Assert.Equal(200, admitted.Status);
        Assert.Contains(app.Words()["Door.ComeIn"].Value, admitted.Text, StringComparison.Ordinal);

        // The same press sent once more is the same guest.
        var again = await dora.PostAsync(path, fields);
        Assert.Equal(200, again.Status);
        Assert.Contains("Ada Lovelace", again.Text, StringComparison.Ordinal);

        // Somebody else's press is not, even under the same id.
        var requestId = fields.Single(f => f.Name == "RequestId").Value;
        var byOtto = await otto.SubmitAsync(others, "main form", ("RequestId", requestId));
        var later = await dora.PostAsync(path, [.. fields.Where(f => f.Name != "RequestId"), ("RequestId", Guid.NewGuid().ToString())]);
        foreach (var told in new[] { byOtto, later, await otto.OpenAsync(path) })
        {
            Assert.Equal(409, told.Status);
            Assert.Contains("Dora", told.Text, StringComparison.Ordinal);
            Assert.Contains("2 people were let in by", told.Text, StringComparison.Ordinal);
            Assert.NotNull(told.Document.QuerySelector("main time"));
        }

        Assert.Equal(1, await app.Database.ReadAsync(db => db.CheckIns.CountAsync()));
    }

    private static string Headers(Place place) => string.Join('\n', place.Response.Headers.Concat(place.Response.Content.Headers)
        .Where(h => h.Key is not ("Date" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order(StringComparer.Ordinal));

    private static async Task<(Performance Performance, string Path)> TicketAsync(BookingFlowApp app, APerformance performance)
    {
        var stored = await app.AddAsync(performance);
        return (stored, Story.CheckInPath(await app.StoredTicketAsync(new AReservation().For(stored).AskedAt(app.Now).Confirmed(app.Now).Build())));
    }
}
