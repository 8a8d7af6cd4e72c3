using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages;

/// <summary>The question about a likely typing error in an e-mail address, on every form that takes a party's address.</summary>
public sealed class EmailQuestionTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string UseButton = ".email-question button[name=SuggestedEmail]", KeepButton = ".email-question button:not([name])";

    [Fact]
    public async Task The_reservation_form_asks_keeps_the_input_and_takes_the_suggestion()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        var asked = await visitor.ReserveAsync(performance.Id, people: 3, email: "Ada@Gmial.com", phone: "030/1234", notes: "Row 1");

        Assert.Equal(200, asked.Status);
        Assert.Equal(app.Words()["Field.Email.Question", "Ada@gmail.com"].Value, asked.Find(".email-question h2").TextContent);
        Assert.Contains("Ada@gmial.com", asked.Find(KeepButton).TextContent, StringComparison.Ordinal);
        var fields = NoScriptBrowser.Fields(asked, "main form").ToDictionary(field => field.Name, field => field.Value);
        Assert.Equal(
            ("Ada Lovelace", "Ada@Gmial.com", "030/1234", "Row 1", "3"),
            (fields["Name"], fields["Email"], fields["Phone"], fields["Notes"].Trim(), fields["PartySize"]));
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));

        var taken = await visitor.SubmitAsync(asked, "main form", ("SuggestedEmail", asked.Find(UseButton).GetAttribute("value")!));
        Assert.Equal(303, taken.Status);
        Assert.Equal("Ada@gmail.com", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Email).SingleAsync()));
    }

    [Fact]
    public async Task The_second_submission_of_the_same_address_is_accepted()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var asked = await visitor.ReserveAsync(performance.Id, email: "ada@hotmial.it");

        Assert.Equal(303, (await visitor.SubmitAsync(asked, "main form")).Status);
        Assert.Equal("ada@hotmial.it", await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Email).SingleAsync()));
    }

    [Fact]
    public async Task Each_address_is_asked_about_once_in_a_form()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var first = await visitor.ReserveAsync(performance.Id, email: "ada@gmial.com");
        var second = await visitor.SubmitAsync(first, "main form", ("Email", "ada@hotmial.it"));
        Assert.Equal((200, 200), (first.Status, second.Status));

        Assert.Equal(303, (await visitor.SubmitAsync(second, "main form", ("Email", " ADA@gmial.com. "))).Status);
    }

    [Fact]
    public async Task Errors_of_other_fields_are_shown_with_the_question_and_the_answer_is_remembered()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();

        var refused = await visitor.ReserveAsync(performance.Id, people: 0, email: "ada@gmail.con");

        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#PartySize-message"));
        Assert.NotNull(refused.Find(UseButton));
        Assert.Equal(303, (await visitor.SubmitAsync(refused, "main form", ("PartySize", "2"))).Status);
    }

    [Fact]
    public async Task A_performance_that_cannot_be_booked_is_told_before_the_question()
    {
        var app = shared.App;
        var small = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        using var visitor = app.Visitor();

        Assert.Equal(409, (await visitor.ReserveAsync(small.Id, people: 4, email: "ada@gmial.com")).Status);
        var form = await visitor.OpenAsync($"/performances/{small.Id}/reserve");
        Assert.Equal(
            404,
            (await visitor.PostAsync("/performances/4711/reserve", NoScriptBrowser.Fields(form, "main form", ("Email", "ada@gmial.com")))).Status);
    }

    [Fact]
    public async Task Enter_in_a_field_keeps_the_input()
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        var asked = await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id, email: "ada@gmial.com");

        // Enter presses the first button of the form. It must not replace an address that was just corrected by hand.
        Assert.Null(asked.Find("main form button").GetAttribute("name"));
    }

    [Theory]
    [InlineData("ada@gmx.de")]
    [InlineData("ada@mail.com")]
    [InlineData("ada@ymail.com")]
    [InlineData("ada@hotmail.fr")]
    [InlineData("Ada Lovelace <ada@gmail.com>,")]
    public async Task A_right_address_is_accepted_at_once(string email)
    {
        var app = shared.App;
        using var visitor = app.Visitor();
        Assert.Equal(303, (await visitor.ReserveAsync((await app.AddAsync(app.APerformanceTonight())).Id, email: email)).Status);
    }

    [Fact]
    public async Task A_question_does_not_count_against_the_limit_of_an_address()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: [("RateLimits:Enabled", "true"), ("RateLimits:PerEmail", "1")]);
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var asked = await visitor.ReserveAsync(performance.Id, email: "ada@gmial.com");

        Assert.Equal(303, (await visitor.SubmitAsync(asked, "main form")).Status);
        Assert.Equal(429, (await visitor.SubmitAsync(asked, "main form", ("Email", "Ada <ADA@gmial.com>."))).Status);
    }

    [Fact]
    public async Task The_question_is_asked_in_the_language_of_the_page()
    {
        var app = shared.App;
        var performance = await app.AddAsync(app.APerformanceTonight());
        foreach (var language in Languages.OfVisitors)
        {
            using var visitor = app.Visitor();
            await visitor.OpenAsync($"/language?to={language}");
            var asked = await visitor.ReserveAsync(performance.Id, email: "ada@gmial.com");
            Assert.Equal(app.WordsIn(language, "Field.Email.Question", "ada@gmail.com"), asked.Find(".email-question h2").TextContent);
        }
    }

    [Fact]
    public async Task The_correction_on_the_pending_page_asks_once()
    {
        await using var app = await BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));
        using var visitor = app.Visitor();
        await visitor.ReserveAsync((await app.AddAsync(new APerformance())).Id);
        var page = await visitor.OpenAsync("/reservations/pending");

        var asked = await visitor.SubmitAsync(page, ".form--address", ("Email", "ada@gmial.com"));
        Assert.Equal(200, asked.Status);
        Assert.Equal("ada@gmial.com", asked.Find("#Email").GetAttribute("value"));
        Assert.Equal("ada@visitors.example", await EmailAsync(app));

        Assert.Equal(303, (await visitor.SubmitAsync(asked, ".form--address", ("SuggestedEmail", "ada@gmail.com"))).Status);
        Assert.Equal("ada@gmail.com", await EmailAsync(app));
        Assert.Equal(303, (await visitor.SubmitAsync(asked, ".form--address")).Status);
        Assert.Equal("ada@gmial.com", await EmailAsync(app));
    }

    [Fact]
    public async Task The_box_office_is_asked_once_when_it_adds_a_reservation()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync($"/staff/reservations/new?performance={performance.Id}");

        var refused = await boxOffice.SubmitAsync(form, "main form", ("Name", ""), ("Email", "li@gmial.com"), ("PartySize", "2"));
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find(UseButton));
        var asked = await boxOffice.SubmitAsync(form, "main form", ("Name", "Li"), ("Email", "li@gmial.com"), ("PartySize", "2"));
        Assert.Equal((200, "Did you mean li@gmail.com?"), (asked.Status, asked.Find(".email-question h2").TextContent));
        Assert.Equal("Li", asked.Find("#Name").GetAttribute("value"));

        Assert.Equal(303, (await boxOffice.SubmitAsync(asked, "main form", ("SuggestedEmail", "li@gmail.com"))).Status);
        Assert.Equal("li@gmail.com", await EmailAsync(app));
    }

    [Fact]
    public async Task The_box_office_is_asked_once_when_it_corrects_an_address()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var reservation = new AReservation().For(app.APerformanceTonight().Build()).CreatedAt(app.Now).Confirmed(app.Now).Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync($"/staff/reservations/{reservation.Id}/email");

        var asked = await boxOffice.SubmitAsync(form, "main form", ("Email", "li@gmial.com"));
        Assert.Equal((200, "li@gmial.com"), (asked.Status, asked.Find("#Email").GetAttribute("value")));
        Assert.Equal("ada@example.org", await EmailAsync(app));

        Assert.Equal(303, (await boxOffice.SubmitAsync(asked, "main form")).Status);
        Assert.Equal("li@gmial.com", await EmailAsync(app));
    }

    private static Task<string?> EmailAsync(BookingFlowApp app) => app.Database.ReadAsync(db => db.Reservations.Select(r => r.Email).SingleAsync());
}
