using System.Globalization;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Log;

public sealed class AuditLogPageTests(AuditLogPageTests.House house) : IClassFixture<AuditLogPageTests.House>
{
    [Fact]
    public async Task Each_entry_is_a_sentence_that_leads_to_the_thing_newest_first()
    {
        var page = await house.Admin.OpenAsync("/staff/log");
        Assert.Equal(200, page.Status);
        Assert.Equal(
            [
                "Anna had mail tried again: all that was failing. 3",
                "Otto asked for a mail to try it out: Mail 99.",
                "Otto cancelled the reservation K7QF-2M.",
                "Anna changed the seats of Hamlet, Saturday 12 September 2026, 20:00. 40 → 45",
                "Anna published the show Hamlet.",
                "Anna added the room Cellar.",
            ],
            Sentences(page));
        var party = house.Reservation;
        Assert.Equal(
            [
                "/staff/mail", $"/staff/reservations/{party.Id}", $"/staff/performances/{party.PerformanceId}",
                $"/staff/shows/{party.Performance.ShowId}", $"/staff/rooms/{party.Performance.RoomId}",
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
    // The newest was at half past one in the night at the theatre, when it was still the day before in Greenwich.
    [InlineData("from=2026-09-06", 1)]
    [InlineData("to=2026-09-05", 5)]
    [InlineData("from=2026-09-05&to=2026-09-05", 5)]
    [InlineData("from=2026-09-07", 0)]
    [InlineData("person=x&act=y&thing=z&id=-1&from=tomorrow&to=9999-12-31&page=x", 6)]
    [InlineData("id=99", 6)]
    public async Task It_is_sifted_by_person_act_thing_and_day_and_what_makes_no_sense_is_not_asked(string query, int found)
    {
        var page = await house.Admin.OpenAsync(
            "/staff/log?" + query.Replace("{otto}", house.Otto.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Assert.Equal(200, page.Status);
        Assert.Equal(found, Sentences(page).Count);
    }

    [Fact]
    public async Task What_was_asked_for_stays_in_the_form_and_on_the_way_to_the_next_page()
    {
        await using var own = new House();
        await own.InitializeAsync();
        var otto = new Actor(own.Otto.Id, "Otto");
        await own.App.Database.AddAsync([.. Enumerable.Range(0, 60).Select(i =>
            AuditEntry.Of(otto, AuditAction.RoomRenamed, AuditSubject.Room, 1, null, AMoment.Now.AddSeconds(i)))]);
        var page = await own.Admin.OpenAsync($"/staff/log?person={otto.Id}&act=RoomRenamed&from=2026-09-01&thing=Room&id=1");
        var form = NoScriptBrowser.Fields(page, "form.search");
        Assert.Contains(("person", otto.Id!.Value.ToString(CultureInfo.InvariantCulture)), form);
        Assert.Contains(("act", "RoomRenamed"), form);
        Assert.Contains(("from", "2026-09-01"), form);
        Assert.Contains(("id", "1"), form);
        Assert.Equal(50, Sentences(page).Count);
        Assert.Equal(10, Sentences(await own.Admin.OpenAsync(page.Find("a[rel='next']").GetAttribute("href")!)).Count);
    }

    [Fact]
    public async Task The_log_is_for_administrators_alone_and_an_empty_one_says_so()
    {
        await using var app = await BookingFlowApp.StartAsync();
        using var stranger = app.Visitor();
        Assert.Equal(302, (await stranger.OpenAsync("/staff/log")).Status);
        foreach (var role in StaffRoles.All)
        {
            using var browser = await app.StaffAsync(role);
            var page = await browser.OpenAsync("/staff/log");
            Assert.Equal(role == StaffRoles.Administrator ? 200 : 403, page.Status);
            Assert.Equal(role == StaffRoles.Administrator, page.Text.Contains(app.Words()["List.None"].Value, StringComparison.Ordinal));
        }
    }

    private static List<string> Sentences(Place page) => [.. page.Document.QuerySelectorAll(".log-what")
        .Select(
            cell =>
                string.Join(
                    ' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal))];

    /// <summary>With six entries of two people.</summary>
    public sealed class House : SharedApp
    {
        public NoScriptBrowser Admin { get; private set; } = null!;

        public StaffUser Otto { get; private set; } = null!;

        public Reservation Reservation { get; private set; } = null!;

        public override ValueTask DisposeAsync()
        {
            Admin.Dispose();
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
                AuditEntry.Of(anna, AuditAction.RoomAdded, AuditSubject.Room, roomId, null, AMoment.Now),
                AuditEntry.Of(anna, AuditAction.ShowPublished, AuditSubject.Show, showId, null, AMoment.Now.AddMinutes(1)),
                AuditEntry.Of(anna, AuditAction.CapacityChanged, AuditSubject.Performance, performanceId, "40 → 45", AMoment.Now.AddMinutes(2)),
                AuditEntry.Of(otto, AuditAction.ReservationCancelled, AuditSubject.Reservation, Reservation.Id, null, AMoment.Now.AddMinutes(3)),
                AuditEntry.Of(otto, AuditAction.TestMailSent, AuditSubject.Mail, 99, null, AMoment.Now.AddMinutes(4)),
                AuditEntry.Of(anna, AuditAction.MailRetried, AuditSubject.Mail, null, "3", AMoment.Now.Date.AddHours(23.5)));
        }
    }
}
