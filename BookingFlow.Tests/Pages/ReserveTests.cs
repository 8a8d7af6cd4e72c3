using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages;

public sealed class ReserveTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_beside_its_field_and_in_the_summary_and_what_was_typed_is_kept()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        var told = await visitor.SubmitAsync(form, "main form",
            ("Name", ""), ("Email", "no \"address\" <at> all"), ("PartySize", "two"), ("Phone", new string('1', 41)), ("Notes", "first\nsecond & <b>third</b>"));

        Assert.Equal(400, told.Status);
        string[] wrong = ["Name", "Email", "Phone", "PartySize"];
        Assert.Equal(wrong.Order(), told.Document.QuerySelectorAll(".field--wrong input").Select(e => e.Id!).Order());
        Assert.Equal(wrong.Order(), told.Document.QuerySelectorAll("[role=alert] a").Select(e => e.GetAttribute("href")![1..]).Order());
        foreach (var field in wrong.Select(id => told.Find("#" + id)))
        {
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            Assert.Contains(field.Id + "-message", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
            Assert.NotEmpty(told.Find($"#{field.Id}-message").TextContent);
        }

        Assert.Equal("no \"address\" <at> all", told.Find("#Email").GetAttribute("value"));
        Assert.Equal("two", told.Find("#PartySize").GetAttribute("value"));
        Assert.Equal("first\nsecond & <b>third</b>", ((AngleSharp.Html.Dom.IHtmlTextAreaElement)told.Find("#Notes")).Value.ReplaceLineEndings("\n"));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Browsers_and_password_managers_find_the_fields_by_meaning()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        var form = await app.Visitor().OpenAsync($"/performances/{performance.Id}/reserve");
        (string Id, string Type, string? Autocomplete)[] expected =
            [("Name", "text", "name"), ("Email", "email", "email"), ("Phone", "tel", "tel"), ("PartySize", "number", "off")];
        foreach (var (id, type, autocomplete) in expected)
        {
            Assert.Equal((type, autocomplete), (form.Find("#" + id).GetAttribute("type"), form.Find("#" + id).GetAttribute("autocomplete")));
            Assert.NotEmpty(form.Find($"label[for={id}]").TextContent.Trim());
        }
    }

    [Fact]
    public async Task The_limit_of_a_party_is_the_performances_own_where_it_has_one()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithPartiesUpTo(4));
        using var visitor = app.Visitor();
        Assert.Equal("4", (await visitor.OpenAsync($"/performances/{performance.Id}/reserve")).Find("#PartySize").GetAttribute("max"));
        var told = await visitor.ReserveAsync(performance.Id, people: 5);
        Assert.Equal(400, told.Status);
        Assert.Contains("4 people", told.Find("#PartySize-message").TextContent, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.ReserveAsync(performance.Id, people: 4)).Status);
    }

    [Fact]
    public async Task A_party_that_does_not_fit_is_told_how_many_seats_are_left_and_what_else_there_is()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        var other = new APerformance().At(app.Now.AddDays(2)).With(p => (p.Show, p.ShowId) = (null!, performance.ShowId)).Build();
        await app.Database.AddAsync(other);
        using var visitor = app.Visitor();
        var told = await visitor.ReserveAsync(performance.Id, people: 5);
        Assert.Equal(409, told.Status);
        Assert.Contains("3 seats", told.Text, StringComparison.Ordinal);
        Assert.Equal("5", told.Find("#PartySize").GetAttribute("value"));
        Assert.NotNull(told.Link($"/performances/{other.Id}/reserve"));
    }

    [Fact]
    public async Task A_double_click_makes_one_reservation_and_one_mail()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        (string, string)[] typed = [("Name", "Ada"), ("Email", "ada@visitors.example"), ("PartySize", "2")];
        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.SubmitAsync(form, "main form", typed)));
        Assert.All(clicks, click => Assert.Equal((303, "/reservations/pending"), (click.Status, click.Location)));
        Assert.Equal((1, 1), await app.Database.ReadAsync(async db => (await db.Reservations.CountAsync(), await db.Outbox.CountAsync())));

        await visitor.SubmitAsync(form, "main form", [.. typed, ("PartySize", "3")]);
        Assert.Equal(2, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }

    [Fact]
    public async Task Private_and_unpublished_performances_do_not_exist_for_visitors()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var hidden = new[] { await app.AddAsync(app.APerformanceTonight().Private()), await app.AddAsync(app.APerformanceTonight().Of(new AShow().Unpublished().Build())) };
        using var visitor = app.Visitor();
        var unknown = await visitor.OpenAsync("/performances/4711/reserve");
        foreach (var performance in hidden)
        {
            var told = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
            Assert.Equal((404, unknown.Text), (told.Status, told.Text));
        }
    }

    [Fact]
    public async Task Where_booking_is_closed_the_page_says_why_and_has_no_form()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var opens = app.Now.AddMinutes(10);
        (Performance Performance, string Said)[] closed =
        [
            (await app.AddAsync(app.APerformanceTonight().BookingDisabled()), "Not bookable online"),
            (await app.AddAsync(app.APerformanceTonight().BookingOpens(opens)), "Booking is not open yet"),
            (await app.AddAsync(app.APerformanceTonight().BookingCloses(app.Now.AddMinutes(-1))), "Booking is over"),
            (await app.AddAsync(app.APerformanceTonight().CalledOff(app.Now)), "This performance is cancelled"),
            (await app.AddAsync(app.APerformanceTonight().WithCapacity(0)), "Sold out"),
        ];
        using var visitor = app.Visitor();
        foreach (var (performance, said) in closed)
        {
            var told = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
            Assert.Equal(409, told.Status);
            Assert.Contains(said, told.Text, StringComparison.Ordinal);
            Assert.Null(told.Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task The_page_to_check_the_mail_names_the_address_survives_F5_and_is_for_this_browser_alone()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        await visitor.ReserveAsync(performance.Id, email: "typed.as@visitors.example");
        for (var i = 0; i < 2; i++)
        {
            Assert.Contains("typed.as@visitors.example", (await visitor.OpenAsync("/reservations/pending")).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("typed.as", (await app.Visitor().OpenAsync("/reservations/pending")).Text, StringComparison.Ordinal);
        using var forger = app.Visitor();
        forger.Cookies.Add(new Uri(app.Address), new System.Net.Cookie("bookingflow.pending", "1", "/reservations/pending"));
        var told = await forger.OpenAsync("/reservations/pending");
        Assert.Equal(200, told.Status);
        Assert.DoesNotContain("typed.as", told.Text, StringComparison.Ordinal);

        await visitor.ConfirmAsync(await app.MailedLinkAsync());
        Assert.Contains("Your seats are confirmed", (await visitor.OpenAsync("/reservations/pending")).Text, StringComparison.Ordinal);
    }
}
