using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Performances;

public sealed class ReserveTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_above_the_form_and_beside_each_field_and_nothing_typed_is_lost()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        const string Notes = "\n<b>\"first\" & 'second'</b>\n\n</textarea><script>alert(1)</script>\nlast line";
        var phone = new string('1', Limits.Phone + 1);
        var wrong = await visitor.SubmitAsync(
            form, "main form", ("Name", ""), ("Email", "ada&<\"@example"), ("PartySize", "11"), ("Phone", phone), ("Notes", Notes));

        Assert.Equal(400, wrong.Status);
        var t = app.Words();
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Name"] = t["Field.Name.Missing"],
            ["Email"] = t["Field.NotAnEmail"],
            ["Phone"] = t["Field.TooLong", t["Field.Phone"].Value, Limits.Phone],
            ["PartySize"] = t["Field.TooMany.other", 10],
        };
        Assert.Equal(
            expected.OrderBy(e => e.Key),
            wrong.Document.QuerySelectorAll(".error-summary a")
                .ToDictionary(a => a.GetAttribute("href")![1..], a => a.TextContent)
                .OrderBy(e => e.Key));
        foreach (var (field, message) in expected)
        {
            var input = wrong.Find($"#{field}");
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => wrong.Find($"#{id}").TextContent.Trim()).ToList();
            Assert.Contains(message, described);
        }

        Assert.Null(wrong.Find("#Notes").GetAttribute("aria-invalid"));
        var kept = NoScriptBrowser.Fields(wrong, "main form").ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal(("ada&<\"@example", "11", phone), (kept["Email"], kept["PartySize"], kept["Phone"]));
        Assert.Equal(Notes, kept["Notes"].ReplaceLineEndings("\n"));
        Assert.Empty(wrong.Document.QuerySelectorAll("script"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Browsers_and_password_managers_find_the_fields_by_their_meaning()
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{(await app.AddAsync(app.APerformanceTonight())).Id}/reserve");
        foreach (var (id, type, autocomplete, isRequired) in new[] { ("Name", "text", "name", true), ("Email", "email", "email", true),
            ("Phone", "tel", "tel", false), ("PartySize", "number", "off", true) })
        {
            var field = form.Find($"#{id}");
            Assert.Equal(
                (type, autocomplete, isRequired), (field.GetAttribute("type"), field.GetAttribute("autocomplete"), field.HasAttribute("required")));
            Assert.NotEqual("", form.Find($"label[for='{id}']").TextContent.Trim());
        }

        Assert.Equal("", form.Find("#PartySize").GetAttribute("value") ?? "");
        Assert.Equal(("1", "10"), (form.Find("#PartySize").GetAttribute("min"), form.Find("#PartySize").GetAttribute("max")));
    }

    [Fact]
    public async Task What_visitors_cannot_see_cannot_be_reserved_either()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var hidden = new[]
        {
            (await app.AddAsync(app.APerformanceTonight().Private())).Id,
            (await app.AddAsync(app.APerformanceTonight().Of(new AShow().Unpublished().Build()))).Id,
            4711,
        };
        var open = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{open.Id}/reserve");
        foreach (var id in hidden)
        {
            Assert.Equal(404, (await visitor.OpenAsync($"/performances/{id}/reserve")).Status);
            var sent = await visitor.PostAsync(
                $"/performances/{id}/reserve",
                NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1")));
            Assert.Equal(404, sent.Status);
            Assert.NotNull(sent.Document.QuerySelector($"a[href='/shows/{open.Show.Slug}']"));
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Theory]
    [InlineData(BookingClosedReason.Cancelled)]
    [InlineData(BookingClosedReason.Over)]
    [InlineData(BookingClosedReason.Disabled)]
    [InlineData(BookingClosedReason.NotYetOpen)]
    public async Task Where_booking_is_closed_both_the_form_and_one_that_was_open_before_say_why(BookingClosedReason reason)
    {
        var app = shared.App;
        var closed = await app.AddAsync(reason switch
        {
            BookingClosedReason.Cancelled => app.APerformanceTonight().CalledOff(app.Now),
            BookingClosedReason.Over => app.APerformanceTonight().BookingCloses(app.Now),
            BookingClosedReason.Disabled => app.APerformanceTonight().BookingDisabled(),
            BookingClosedReason.NotYetOpen => app.APerformanceTonight().BookingOpens(app.Now.AddMinutes(10)),
        });
        var open = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{open.Id}/reserve");
        var path = $"/performances/{closed.Id}/reserve";
        var looked = await visitor.OpenAsync(path);
        var sent = await visitor.PostAsync(
            path, NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1")));
        foreach (var told in new[] { looked, sent })
        {
            Assert.Equal(409, told.Status);
            Assert.Contains(app.Words()[$"Failure.BookingClosed.{reason}.Title"].Value, told.Text, StringComparison.Ordinal);
            Assert.Null(told.Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task More_people_than_seats_are_told_how_many_are_left_and_which_other_evenings_there_are()
    {
        var app = shared.App;
        var small = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        var other = await AnotherEveningAsync(app, small);
        using var visitor = app.Visitor();
        var refused = await visitor.ReserveAsync(small.Id, people: 4);
        Assert.Equal(409, refused.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Happened.other", 3].Value, refused.Text, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector($"a[href='/performances/{other.Id}/reserve']"));
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form", ("PartySize", "3"))).Status);
    }

    [Fact]
    public async Task A_sold_out_evening_has_no_form_and_offers_the_others()
    {
        var app = shared.App;
        var full = await app.AddAsync(app.APerformanceTonight().WithCapacity(5).WithConfirmedSeats(5));
        var other = await AnotherEveningAsync(app, full);
        using var visitor = app.Visitor();
        var told = await visitor.OpenAsync($"/performances/{full.Id}/reserve");
        Assert.Equal(409, told.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Title.None"].Value, told.Text, StringComparison.Ordinal);
        Assert.Null(told.Document.QuerySelector("main form"));
        Assert.NotNull(told.Document.QuerySelector($"a[href='/performances/{other.Id}/reserve']"));
    }

    [Fact]
    public async Task A_double_click_makes_one_reservation_and_one_mail_and_going_back_to_change_something_makes_another()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        (string, string)[] typed = [("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2")];
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.SubmitAsync(form, "main form", typed)));
        Assert.All(clicks, click => Assert.Equal(303, click.Status));
        await app.AllMailIsOutAsync();
        Assert.Equal((1, 1), await CountsAsync());

        Assert.Equal(303, (await visitor.SubmitAsync(form, "main form", [.. typed, ("PartySize", "3")])).Status);
        Assert.Equal((2, 2), await CountsAsync());

        async Task<(int, int)> CountsAsync() =>
            (await app.Database.ReadAsync(db => db.Reservations.CountAsync()), await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task An_evening_can_have_a_smaller_party_limit_of_its_own()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight().WithPartiesUpTo(4));
        using var visitor = app.Visitor();
        var refused = await visitor.ReserveAsync(performance.Id, people: 5);
        Assert.Equal(400, refused.Status);
        Assert.Contains(app.Words()["Field.TooMany.other", 4].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("max"));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form", ("PartySize", "4"))).Status);
    }

    private static async Task<Performance> AnotherEveningAsync(BookingFlowApp app, Performance evening)
    {
        var room = new ARoom().WithCapacity(200).Build();
        await app.Database.AddAsync(room);
        var other = new Performance { ShowId = evening.ShowId, RoomId = room.Id, StartsAt = evening.StartsAt.AddDays(1) };
        await app.Database.AddAsync(other);
        return other;
    }
}
