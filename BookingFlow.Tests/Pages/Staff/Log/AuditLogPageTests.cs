using System.Globalization;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Log;

public sealed class AuditLogPageTests(AuditLogPageTests.AppWithAuditEntries fixture) : IClassFixture<AuditLogPageTests.AppWithAuditEntries>
{
    [Fact]
    public async Task Entries_are_listed_newest_first_as_sentences_with_links_to_their_subjects()
    {
        var page = await fixture.Admin.OpenAsync("/staff/log");
        Assert.Equal(200, page.Status);
        Assert.Equal(
            [
                "Anna tried to send again: all unsent emails. 3",
                "Otto sent a test email: Email 99.",
                "Otto cancelled reservation K7QF-2M.",
                "Anna changed the seats for Hamlet, Saturday 12 September 2026, 20:00. 40 → 45",
                "Anna published the show Hamlet.",
                "Anna added the room Cellar.",
            ],
            Sentences(page));
        var reservation = fixture.Reservation;
        Assert.Equal(
            [
                "/staff/mail", $"/staff/reservations/{reservation.Id}", $"/staff/performances/{reservation.PerformanceId}",
                $"/staff/shows/{reservation.Performance.ShowId}", $"/staff/rooms/{reservation.Performance.RoomId}",
            ],
            page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")));
        Assert.Equal("2026-09-06T01:30+02:00", page.Find("tbody time").GetAttribute("datetime"));
    }

    [Theory]
    [InlineData("person={otto}", 2)]
    [InlineData("act=ShowPublished", 1)]
    [InlineData("act=showpublished", 1)]
    [InlineData("thing=Mail", 2)]
    [InlineData("thing=Mail&id=99", 1)]
    [InlineData("thing=Mail&id=98", 0)]
    [InlineData("person={otto}&thing=Room", 0)]
    // The newest entry is at 01:30 on 6 September in the venue's time zone, still 5 September in UTC.
    [InlineData("from=2026-09-06", 1)]
    [InlineData("to=2026-09-05", 5)]
    [InlineData("from=2026-09-05&to=2026-09-05", 5)]
    [InlineData("from=2026-09-07", 0)]
    [InlineData("person=x&act=y&thing=z&id=-1&from=tomorrow&to=9999-12-31&page=x", 6)]
    [InlineData("id=99", 6)]
    public async Task The_list_is_filtered_by_person_action_subject_and_date_and_invalid_values_are_ignored(string query, int found)
    {
        var page = await fixture.Admin.OpenAsync(
            "/staff/log?" + query.Replace("{otto}", fixture.Otto.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Equal(200, page.Status);
        Assert.Equal(found, Sentences(page).Count);
    }

    [Fact]
    public async Task Filters_are_kept_in_the_form_and_in_the_paging_links()
    {
        await using var ownFixture = new AppWithAuditEntries();
        await ownFixture.InitializeAsync();
        var otto = new Actor(ownFixture.Otto.Id, "Otto");
        await ownFixture.App.Database.AddAsync([.. Enumerable.Range(0, 60).Select(i =>
            AuditEntry.Of(otto, AuditAction.RoomRenamed, AuditSubject.Room, 1, null, TestTimes.Now.AddSeconds(i)))]);
        var page = await ownFixture.Admin.OpenAsync($"/staff/log?person={otto.Id}&act=RoomRenamed&from=2026-09-01&thing=Room&id=1");
        var form = NoScriptBrowser.Fields(page, "form.search");
        Assert.Contains(("person", otto.Id!.Value.ToString(CultureInfo.InvariantCulture)), form);
        Assert.Contains(("act", "RoomRenamed"), form);
        Assert.Contains(("from", "2026-09-01"), form);
        Assert.Contains(("id", "1"), form);
        Assert.Equal(50, Sentences(page).Count);
        Assert.Equal(10, Sentences(await ownFixture.Admin.OpenAsync(page.Find("a[rel='next']").GetAttribute("href")!)).Count);
    }

    [Fact]
    public async Task The_audit_log_is_for_administrators_only_and_says_when_it_is_empty()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var visitor = app.Visitor();
        Assert.Equal(302, (await visitor.OpenAsync("/staff/log")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            var page = await browser.OpenAsync("/staff/log");
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, page.Status);
            Assert.Equal(role == StaffRoles.Administrator, page.Text.Contains(app.Words()["List.None"].Value, StringComparison.Ordinal));
        }
    }

    private static List<string> Sentences(BrowserResponse page) => [.. page.Document.QuerySelectorAll(".log-what")
        .Select(
            cell =>
                string.Join(
                    ' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal))];

    /// <summary>An app with six audit entries by two staff members, Anna and Otto.</summary>
    public sealed class AppWithAuditEntries : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public StaffUser Otto { get; private set; } = null!;

        public Reservation Reservation { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin?.Dispose();
            return base.DisposeAsync();
        }

        protected override async Task SeedAsync()
        {
            Admin = await App.StaffAsync(StaffRoles.Administrator, "Anna");
            Otto = await App.AddStaffAsync(StaffRoles.BoxOffice, "Otto");
            var annasId = await App.Database.ReadAsync(db => db.Users.Where(u => u.DisplayName == "Anna").Select(u => u.Id).SingleAsync());
            var (anna, otto) = (new Actor(annasId, "Anna"), new Actor(Otto.Id, "Otto"));
            var hamlet = new AShow().Build();
            var cellar = new ARoom().Build();
            (hamlet.Title, cellar.Name) = ("Hamlet", "Cellar");
            Reservation = new AReservation().For(new APerformance().Of(hamlet).In(cellar).Build()).WithReference("K7QF-2M").Build();
            await App.Database.AddAsync(Reservation);
            var (roomId, showId, performanceId) = (Reservation.Performance.RoomId, Reservation.Performance.ShowId, Reservation.PerformanceId);
            await App.Database.AddAsync(
                AuditEntry.Of(anna, AuditAction.RoomAdded, AuditSubject.Room, roomId, null, TestTimes.Now),
                AuditEntry.Of(anna, AuditAction.ShowPublished, AuditSubject.Show, showId, null, TestTimes.Now.AddMinutes(1)),
                AuditEntry.Of(anna, AuditAction.CapacityChanged, AuditSubject.Performance, performanceId, "40 → 45", TestTimes.Now.AddMinutes(2)),
                AuditEntry.Of(otto, AuditAction.ReservationCancelled, AuditSubject.Reservation, Reservation.Id, null, TestTimes.Now.AddMinutes(3)),
                AuditEntry.Of(otto, AuditAction.TestMailSent, AuditSubject.Mail, 99, null, TestTimes.Now.AddMinutes(4)),
                AuditEntry.Of(anna, AuditAction.MailRetried, AuditSubject.Mail, null, "3", TestTimes.Now.Date.AddHours(23.5)));
        }
    }
}
