using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Pages.Staff.Performances;

/// <summary>The pages on which the box office writes to the parties of a performance. Mail is not sent, so that its rows can be counted.</summary>
public sealed class MessageTests(MessageTests.AppWithoutJobs shared) : IClassFixture<MessageTests.AppWithoutJobs>, IAsyncLifetime
{
    private readonly BookingFlowApp _app = shared.App;
    private NoScriptBrowser _boxOffice = null!;
    private int _parties;

    public async ValueTask InitializeAsync() => _boxOffice = await _app.StaffAsync(StaffRoles.BoxOffice, "Bea");

    public ValueTask DisposeAsync()
    {
        _boxOffice.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_form_shows_how_many_parties_each_choice_reaches()
    {
        var performance = await AddPerformanceAsync(begun: true);
        await AddPartyAsync(performance);
        await AddPartyAsync(performance, isCheckedIn: true);
        await AddPartyAsync(performance, isCheckedIn: true);

        var form = await OpenAsync(performance);

        Assert.Equal(
            ["Confirmed parties: 3", "Parties on the waiting list: 0", "Parties that came: 2", "Parties that did not come: 1"],
            form.Document.QuerySelectorAll(".choice label").Select(label => CollapseWhitespace(label.TextContent)));
        Assert.Empty(form.Document.QuerySelectorAll("input[type=radio][checked]"));
    }

    [Fact]
    public async Task The_preview_shows_the_mail_in_each_language_keeps_the_form_and_sends_nothing()
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);
        const string Markdown = "# News\n\n**Later** <b>tonight</b>";

        var preview = await PostAsync(performance, await OpenAsync(performance), "Preview", ("MessageText", Markdown));

        Assert.Equal(200, preview.Status);
        var mails = preview.Document.QuerySelectorAll("iframe[sandbox='']").Select(frame => frame.GetAttribute("srcdoc")!).ToList();
        Assert.Equal(Languages.OfVisitors.Count, mails.Count);
        Assert.Equal(
            Languages.OfVisitors.Count, mails.Count(mail => mail.Contains("<strong>Later</strong> &lt;b&gt;tonight&lt;/b&gt;", StringComparison.Ordinal)));
        Assert.Contains("Guten Tag Bea!", mails[0], StringComparison.Ordinal);
        Assert.Equal("Send to 1 party", preview.Find("main form .button").TextContent);
        Assert.Contains("script-src 'none'", preview.Header("Content-Security-Policy"), StringComparison.Ordinal);

        var form = await _boxOffice.PostAsync(Address(performance) + "?handler=Back", NoScriptBrowser.Fields(preview, "main form"));
        Assert.Equal(Markdown, form.Find("#MessageText").TextContent.TrimStart('\n'));
        Assert.Equal("We start later", form.Find("#Subject").GetAttribute("value"));
        Assert.NotNull(form.Find("#Recipients-Confirmed").GetAttribute("checked"));
        Assert.Equal(0, await CountMailsAsync(performance));
    }

    [Fact]
    public async Task A_message_is_sent_once_and_its_page_shows_the_progress()
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);
        await AddPartyAsync(performance);
        await AddPartyAsync(performance);
        var preview = await PostAsync(performance, await OpenAsync(performance), "Preview");

        var sent = await _boxOffice.SubmitAsync(preview, "main form");
        var again = await _boxOffice.SubmitAsync(preview, "main form");

        Assert.Equal((303, sent.Location), (sent.Status, again.Location));
        Assert.Equal(3, await CountMailsAsync(performance));
        await SetStatesAsync(performance);
        var progress = await _boxOffice.OpenAsync(sent.Location!);
        Assert.Equal(
            ["Sent: 1", "Waiting: 1", "Retrying: 0", "Not sent: 1"],
            progress.Document.QuerySelectorAll("dl.facts:last-of-type dt").TakeLast(4)
                .Select(state => $"{state.TextContent}: {state.NextElementSibling!.TextContent.Trim()}"));
        Assert.Equal("later", progress.Find(".show-text strong").TextContent);
        Assert.Empty(progress.Document.QuerySelectorAll("a[href^='/staff/mail']"));

        var list = await OpenAsync(performance);
        Assert.Equal("We start later", list.Find(".list tbody th a").TextContent);
        Assert.StartsWith(list.Find(".list tbody th a").GetAttribute("href")!, sent.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_gets_from_the_progress_to_the_mail_that_was_not_sent()
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);
        await AddPartyAsync(performance);
        await AddPartyAsync(performance);
        using var administrator = await _app.StaffAsync(StaffRoles.Administrator);
        var sent = await _boxOffice.SubmitAsync(await PostAsync(performance, await OpenAsync(performance), "Preview"), "main form");
        await SetStatesAsync(performance);

        var progress = await administrator.OpenAsync(sent.Location!);

        Assert.Equal("1", progress.Find("a[href='/staff/mail?state=givenup']").TextContent);
    }

    [Fact]
    public async Task A_test_is_sent_only_to_the_signed_in_staff_member_and_the_preview_follows()
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);

        var preview = await PostAsync(performance, await OpenAsync(performance), "Test");

        Assert.Equal(200, preview.Status);
        Assert.Contains(_app.Words()["Message.TestSent"].Value, preview.Text, StringComparison.Ordinal);
        Assert.Equal("We start later", preview.Find("input[name=Subject]").GetAttribute("value"));
        var mail = Assert.Single(await _app.Database.ReadAsync(
            db => db.Outbox.Include(m => m.PartyMessage).Where(m => m.PartyMessage!.PerformanceId == performance.Id).ToListAsync()));
        Assert.Null(mail.ReservationId);
        Assert.Equal(404, (await _boxOffice.OpenAsync($"/staff/performances/{performance.Id}/messages/{mail.PartyMessageId}")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handler=Preview")]
    [InlineData("?handler=Test")]
    public async Task Invalid_fields_are_named_and_the_input_is_kept(string handler)
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);
        var form = await OpenAsync(performance);

        var refused = await _boxOffice.PostAsync(
            Address(performance) + handler,
            NoScriptBrowser.Fields(form, "main form", ("Recipients", "everybody"), ("Subject", "Kept"), ("MessageText", " ")));

        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Find("#Recipients-message"));
        Assert.NotNull(refused.Find("a[href='#MessageText']"));
        Assert.Equal("Kept", refused.Find("#Subject").GetAttribute("value"));
        Assert.Equal(0, await CountMailsAsync(performance));
    }

    [Fact]
    public async Task A_message_without_recipients_can_be_previewed_but_not_sent()
    {
        var performance = await AddPerformanceAsync();
        var form = await OpenAsync(performance);

        var preview = await PostAsync(performance, form, "Preview");
        Assert.Equal(200, preview.Status);
        Assert.Contains(_app.Words()["Failure.NotPossible.NoRecipients.Happened"].Value, preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Send to", preview.Text, StringComparison.Ordinal);

        Assert.Equal(409, (await _boxOffice.SubmitAsync(preview, "main form")).Status);
    }

    [Fact]
    public async Task After_the_performance_a_thank_you_is_offered_in_the_language_of_the_venue()
    {
        var performance = await AddPerformanceAsync(begun: true);
        await AddPartyAsync(performance, isCheckedIn: true);
        var form = await OpenAsync(performance);

        var thanks = await _boxOffice.OpenAsync(form.Link("thanks=true"));

        Assert.NotNull(thanks.Find("#Recipients-Came").GetAttribute("checked"));
        Assert.Equal($"Danke für Ihren Besuch: {performance.Show.Title}", thanks.Find("#Subject").GetAttribute("value"));
        Assert.Contains("<http", thanks.Find("#MessageText").TextContent, StringComparison.Ordinal);
        Assert.Equal("Write to the parties", thanks.Find("h1").TextContent);
    }

    [Fact]
    public async Task Door_staff_can_neither_write_nor_send()
    {
        var performance = await AddPerformanceAsync();
        await AddPartyAsync(performance);
        using var door = await _app.StaffAsync(StaffRoles.Door);
        var fields = NoScriptBrowser.Fields(await PostAsync(performance, await OpenAsync(performance), "Preview"), "main form");

        Assert.Equal(403, (await door.OpenAsync(Address(performance))).Status);
        Assert.Equal(403, (await door.PostAsync(Address(performance), fields)).Status);
        Assert.Equal(0, await CountMailsAsync(performance));
    }

    [Fact]
    public async Task The_page_of_the_performance_leads_to_the_message_and_unknown_ids_are_not_found()
    {
        var performance = await AddPerformanceAsync();
        var page = await _boxOffice.OpenAsync($"/staff/performances/{performance.Id}");

        Assert.Equal(200, (await _boxOffice.OpenAsync(page.Link($"{performance.Id}/message"))).Status);
        Assert.Equal(404, (await _boxOffice.OpenAsync("/staff/performances/999999/message")).Status);
        Assert.Equal(404, (await _boxOffice.OpenAsync($"/staff/performances/{performance.Id}/messages/999999")).Status);
    }

    [Fact]
    public async Task A_message_is_not_found_below_another_performance()
    {
        var (performance, other) = (await AddPerformanceAsync(), await AddPerformanceAsync());
        var message = APartyMessage.Sent(performance, PartyMessageRecipients.Confirmed, _app.Now);
        await _app.Database.AddAsync(message);

        Assert.Equal(200, (await _boxOffice.OpenAsync($"/staff/performances/{performance.Id}/messages/{message.Id}")).Status);
        Assert.Equal(404, (await _boxOffice.OpenAsync($"/staff/performances/{other.Id}/messages/{message.Id}")).Status);
    }

    private static string CollapseWhitespace(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Address(Performance performance) => $"/staff/performances/{performance.Id}/message";

    private Task<Performance> AddPerformanceAsync(bool begun = false) =>
        _app.AddAsync(new APerformance().At(_app.Now.AddHours(begun ? -3 : 3)));

    private async Task AddPartyAsync(Performance performance, bool isCheckedIn = false)
    {
        await using var db = _app.Database.CreateDbContext();
        var party = new AReservation().For(await db.Performances.Include(p => p.Room).SingleAsync(p => p.Id == performance.Id))
            .WithEmail($"party-{++_parties}@example.org").Confirmed(_app.Now).Build();
        db.Add(party);
        if (isCheckedIn)
        {
            var staffId = await db.Users.MinAsync(u => u.Id);
            db.Add(Web.Domain.Door.CheckIn.Of(party, party.PartySize, new Steward(staffId, "Dora", null), Guid.NewGuid(), _app.Now));
        }

        await db.SaveChangesAsync();
    }

    private Task<BrowserResponse> OpenAsync(Performance performance) => _boxOffice.OpenAsync(Address(performance));

    private Task<BrowserResponse> PostAsync(
        Performance performance, BrowserResponse form, string handler, params (string Name, string Value)[] input) => _boxOffice.PostAsync(
            $"{Address(performance)}?handler={handler}",
            NoScriptBrowser.Fields(
                form, "main form", [("Recipients", "Confirmed"), ("Subject", "We start later"), ("MessageText", "**later**"), .. input]));

    private Task<int> CountMailsAsync(Performance performance) =>
        _app.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Reservation!.PerformanceId == performance.Id));

    /// <summary>Of the three mails of a performance, marks one sent and one given up.</summary>
    private async Task SetStatesAsync(Performance performance)
    {
        await using var db = _app.Database.CreateDbContext();
        var mails = await db.Outbox.Where(m => m.Reservation!.PerformanceId == performance.Id).OrderBy(m => m.Id).ToListAsync();
        mails[0].Sent(_app.Now);
        mails[1].GiveUp("550 RecipientNotAccepted", _app.Now);
        await db.SaveChangesAsync();
    }

    /// <summary>A venue whose language is German, at a set time, without jobs.</summary>
    public sealed class AppWithoutJobs : SharedApp
    {
        protected override Task<BookingFlowApp> StartAsync() =>
            BookingFlowApp.StartWithoutJobsAsync(new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)));

        protected override async Task SeedAsync()
        {
            var profile = await App.Database.ReadAsync(db => db.VenueProfiles.SingleAsync());
            profile.Language = "de";
            profile.Touch(TestTimes.Now);
            App.Services.GetRequiredService<CurrentVenue>().Set(profile);
        }
    }
}
