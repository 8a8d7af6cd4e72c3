using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Performances;

public sealed class ReserveTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task All_invalid_fields_are_reported_at_once_and_the_input_is_kept()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        const string Notes = "\n<b>\"first\" & 'second'</b>\n\n</textarea><script>alert(1)</script>\nlast line";
        var phone = new string('1', Limits.Phone + 1);
        var invalid = await visitor.SubmitAsync(
            form, "main form", ("Name", ""), ("Email", "ada&<\"@example"), ("PartySize", "11"), ("Phone", phone), ("Notes", Notes));

        Assert.Equal(400, invalid.Status);
        var words = app.Words();
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Name"] = words["Field.Name.Missing"],
            ["Email"] = words["Field.NotAnEmail"],
            ["Phone"] = words["Field.TooLong", words["Field.Phone"].Value, Limits.Phone],
            ["PartySize"] = words["Field.TooMany.other", 10],
        };
        Assert.Equal(
            expected.OrderBy(e => e.Key),
            invalid.Document.QuerySelectorAll(".error-summary a")
                .ToDictionary(a => a.GetAttribute("href")![1..], a => a.TextContent)
                .OrderBy(e => e.Key));
        foreach (var (field, message) in expected)
        {
            var input = invalid.Find($"#{field}");
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => invalid.Find($"#{id}").TextContent.Trim()).ToList();
            Assert.Contains(message, described);
        }

        Assert.Null(invalid.Find("#Notes").GetAttribute("aria-invalid"));
        var kept = NoScriptBrowser.Fields(invalid, "main form").ToDictionary(f => f.Name, f => f.Value);
        Assert.Equal(("ada&<\"@example", "11", phone), (kept["Email"], kept["PartySize"], kept["Phone"]));
        Assert.Equal(Notes, kept["Notes"].ReplaceLineEndings("\n"));
        Assert.Empty(invalid.Document.QuerySelectorAll("script"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Fields_have_labels_types_and_autocomplete_attributes()
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
    public async Task A_private_unpublished_or_unknown_performance_returns_404()
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
            var postResponse = await visitor.PostAsync(
                $"/performances/{id}/reserve",
                NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1")));
            Assert.Equal(404, postResponse.Status);
            Assert.NotNull(postResponse.Document.QuerySelector($"a[href='/shows/{open.Show.Slug}']"));
        }

        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Theory]
    [InlineData(BookingClosedReason.Cancelled)]
    [InlineData(BookingClosedReason.Over)]
    [InlineData(BookingClosedReason.Disabled)]
    [InlineData(BookingClosedReason.NotYetOpen)]
    public async Task A_performance_closed_for_booking_returns_409_with_the_reason_on_GET_and_POST(BookingClosedReason reason)
    {
        var app = shared.App;
        var closed = await app.AddAsync(reason switch
        {
            BookingClosedReason.Cancelled => app.APerformanceTonight().Cancelled(app.Now),
            BookingClosedReason.Over => app.APerformanceTonight().BookingCloses(app.Now),
            BookingClosedReason.Disabled => app.APerformanceTonight().BookingDisabled(),
            BookingClosedReason.NotYetOpen => app.APerformanceTonight().BookingOpens(app.Now.AddMinutes(10)),
        });
        var open = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{open.Id}/reserve");
        var path = $"/performances/{closed.Id}/reserve";
        var getResponse = await visitor.OpenAsync(path);
        var postResponse = await visitor.PostAsync(
            path, NoScriptBrowser.Fields(form, "main form", ("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "1")));
        foreach (var response in new[] { getResponse, postResponse })
        {
            Assert.Equal(409, response.Status);
            Assert.Contains(app.Words()[$"Failure.BookingClosed.{reason}.Title"].Value, response.Text, StringComparison.Ordinal);
            Assert.Null(response.Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task A_party_larger_than_the_seats_left_gets_409_with_the_count_and_other_performances()
    {
        var app = shared.App;
        var small = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        var other = await AddPerformanceOfSameShowAsync(app, small);
        using var visitor = app.Visitor();
        var refused = await visitor.ReserveAsync(small.Id, people: 4);
        Assert.Equal(409, refused.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Happened.other", 3].Value, refused.Text, StringComparison.Ordinal);
        Assert.NotNull(refused.Document.QuerySelector($"a[href='/performances/{other.Id}/reserve']"));
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("value"));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form", ("PartySize", "3"))).Status);
    }

    [Fact]
    public async Task A_sold_out_performance_has_no_form_and_offers_others()
    {
        var app = shared.App;
        var full = await app.AddAsync(app.APerformanceTonight().WithCapacity(5).WithConfirmedSeats(5));
        var other = await AddPerformanceOfSameShowAsync(app, full);
        using var visitor = app.Visitor();
        var response = await visitor.OpenAsync($"/performances/{full.Id}/reserve");
        Assert.Equal(409, response.Status);
        Assert.Contains(app.Words()["Failure.NotEnoughSeats.Title.None"].Value, response.Text, StringComparison.Ordinal);
        Assert.Null(response.Document.QuerySelector("main form"));
        Assert.NotNull(response.Document.QuerySelector($"a[href='/performances/{other.Id}/reserve']"));
    }

    [Fact]
    public async Task A_double_submit_makes_one_reservation_and_changed_input_makes_another()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        (string, string)[] fields = [("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2")];
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.SubmitAsync(form, "main form", fields)));
        Assert.All(clicks, click => Assert.Equal(303, click.Status));
        await app.WaitUntilMailIsSentAsync();
        Assert.Equal((1, 1), await CountsAsync());

        Assert.Equal(303, (await visitor.SubmitAsync(form, "main form", [.. fields, ("PartySize", "3")])).Status);
        Assert.Equal((2, 2), await CountsAsync());

        async Task<(int, int)> CountsAsync() =>
            (await app.Database.ReadAsync(db => db.Reservations.CountAsync()), await app.Database.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task A_performance_can_have_a_smaller_party_size_limit()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight().WithMaxPartySize(4));
        using var visitor = app.Visitor();
        var refused = await visitor.ReserveAsync(performance.Id, people: 5);
        Assert.Equal(400, refused.Status);
        Assert.Contains(app.Words()["Field.TooMany.other", 4].Value, refused.Text, StringComparison.Ordinal);
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("max"));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form", ("PartySize", "4"))).Status);
    }

    private static async Task<Performance> AddPerformanceOfSameShowAsync(BookingFlowApp app, Performance performance)
    {
        var room = new ARoom().WithCapacity(200).Build();
        await app.Database.AddAsync(room);
        var other = new Performance { ShowId = performance.ShowId, RoomId = room.Id, StartsAt = performance.StartsAt.AddDays(1) };
        await app.Database.AddAsync(other);
        return other;
    }
}
