using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ReservationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_page_shows_the_party_its_contact_data_and_the_performance()
    {
        var app = shared.App;
        var reservation = new AReservation().For(app.APerformanceTonight().WithCapacity(12).Build())
            .Named("Renée <b>")
            .WithEmail("renee@example.org")
            .WithPhone("+39 0471 1")
            .WithNotes("With a\nwheelchair")
            .OfParty(2)
            .Confirmed(app.Now)
            .Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations/{reservation.Id}");
        foreach (var expected in new[] { "Renée <b>", "renee@example.org", "+39 0471 1", "With a wheelchair", "2 people", "10 seats left",
            reservation.Reference, "Confirmed", "The Tempest" })
        {
            Assert.Contains(expected, page.Text, StringComparison.Ordinal);
        }

        var unknown = await boxOffice.OpenAsync("/staff/reservations/999999");
        Assert.Equal(404, unknown.Status);
        Assert.Contains("Not found", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_is_chronological_and_names_the_staff_members()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var ticket = await app.ReserveAndConfirmAsync(visitor, performance.Id);
        await app.MailAsync(2);
        await app.WaitUntilMailIsSentAsync();
        var id = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        var path = $"/staff/reservations/{id}";
        AssertRedirect(await boxOffice.SubmitAsync(await boxOffice.OpenAsync($"{path}/party"), "main form", ("PartySize", "3")));
        AssertRedirect(await boxOffice.SubmitAsync(await boxOffice.OpenAsync(path), "form[action*='handler=Send']"));
        var print = await boxOffice.SubmitAsync(await boxOffice.OpenAsync(path), "form[action*='handler=Print']");
        using var door = await app.StaffAsync(StaffRoles.Door, "Dora");
        var checkIn = await door.OpenAsync(VisitorSteps.CheckInPath(ticket));
        Assert.Equal(200, (await door.SubmitAsync(checkIn, "main form")).Status);
        await app.MailAsync(4);
        await app.WaitUntilMailIsSentAsync();

        var page = await boxOffice.OpenAsync(path);
        var history = page.Document.QuerySelectorAll(".story > li")
            .Select(li => string.Join(' ', li.QuerySelector(".story-what")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.StartsWith("/tickets/", print.Location, StringComparison.Ordinal);
        Assert.Equal("Requested online", history[0]);
        Assert.StartsWith("Email with the confirmation link sent ", history[1], StringComparison.Ordinal);
        Assert.Equal("Confirmed by the party", history[2]);
        Assert.StartsWith("Email with the ticket sent ", history[3], StringComparison.Ordinal);
        Assert.Equal("Party size changed, by Olga 2 → 3", history[4]);
        Assert.StartsWith("Email with the ticket sent ", history[5], StringComparison.Ordinal);
        Assert.Equal("Email sent again, by Olga", history[6]);
        Assert.StartsWith("Email with the ticket sent ", history[7], StringComparison.Ordinal);
        Assert.Equal("Ticket printed, by Olga", history[8]);
        Assert.Equal("3 people checked in, by Dora", history[9]);
        Assert.Equal(10, history.Count);
        Assert.DoesNotContain("Desk.", page.Text, StringComparison.Ordinal);

        static void AssertRedirect(BrowserResponse response) => Assert.Equal(303, response.Status);
    }

    [Fact]
    public async Task Failing_mail_is_marked_in_the_history_with_its_error()
    {
        await using var app = await BookingFlowApp.StartAsync(
            null, ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"), ("Mail:Smtp:Security", "None"));
        var reservation = new AReservation()
            .For(app.APerformanceTonight().Build())
            .CreatedAt(app.Now.AddHours(-1))
            .ExpiringAt(app.Now.AddMinutes(20))
            .Build();
        var failing = OutboxMail.ForReservation(MailKind.Confirmation, reservation, app.Now.AddMinutes(-50));
        failing.Failed("SocketException", app.Now.AddMinutes(-40));
        failing.NextAttemptAt = app.Now.AddHours(2);
        var waiting = OutboxMail.ForReservation(MailKind.Confirmation, reservation, app.Now.AddMinutes(-30));
        waiting.NextAttemptAt = app.Now.AddHours(2);
        var givenUp = OutboxMail.ForReservation(MailKind.Confirmation, reservation, app.Now.AddMinutes(-20));
        givenUp.GiveUp("no address", app.Now.AddMinutes(-19));
        await app.Database.AddAsync(reservation, failing, waiting, givenUp);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await boxOffice.OpenAsync($"/staff/reservations/{reservation.Id}");
        var lines = page.Document.QuerySelectorAll(".story > li").ToList();
        Assert.Equal(4, lines.Count);
        Assert.Contains("not sent since", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("after 1 attempt (SocketException); next attempt", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("waiting to be sent", lines[2].TextContent, StringComparison.Ordinal);
        Assert.Contains(": no address", lines[3].TextContent, StringComparison.Ordinal);
        Assert.Equal([null, "story--care", null, "story--care"], lines.Select(li => li.GetAttribute("class") is { Length: > 0 } name ? name : null));
    }

    [Fact]
    public async Task The_history_shows_how_a_reservation_ended()
    {
        var app = shared.App;
        var performance = app.APerformanceTonight().Cancelled(app.Now.AddMinutes(-5)).Build();
        var expired = new AReservation().For(performance).CreatedAt(app.Now.AddDays(-2)).ExpiringAt(app.Now.AddDays(-1)).Expired().Build();
        var overdue = new AReservation().For(performance).CreatedAt(app.Now.AddDays(-2)).ExpiringAt(app.Now.AddDays(-1)).Build();
        var cancelled = new AReservation().For(performance).CreatedAt(app.Now.AddDays(-2)).Cancelled(app.Now.AddMinutes(-4)).Build();
        await app.Database.AddAsync(expired, overdue, cancelled);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(["Requested online", "Confirmation link expired before it was used", "Performance cancelled"], await HistoryAsync(expired));
        Assert.Equal(["Requested online", "Confirmation link expired before it was used", "Performance cancelled"], await HistoryAsync(overdue));
        Assert.Equal(["Requested online", "Performance cancelled", "Cancelled"], await HistoryAsync(cancelled));

        async Task<IEnumerable<string>> HistoryAsync(Reservation reservation) =>
            (
                await boxOffice.OpenAsync($"/staff/reservations/{reservation.Id}")).Document.QuerySelectorAll(".story-what").Select(element =>
                    element.TextContent.Trim());
    }

    [Theory]
    [
        InlineData(
            ReservationStatus.Pending, true, "Confirm reservation", "Send confirmation link again", "Change party size", "Note and answers",
            "Correct email address", "Copy to another performance", "Cancel reservation"),
    ]
    [
        InlineData(
            ReservationStatus.Pending, false, "Confirm reservation", "Change party size", "Note and answers", "Add email address",
            "Copy to another performance", "Cancel reservation"),
    ]
    [
        InlineData(
            ReservationStatus.Confirmed, true, "Print ticket", "Send ticket again", "Change party size", "Note and answers",
            "Correct email address", "Copy to another performance", "Cancel reservation", "View check-in"),
    ]
    [
        InlineData(
            ReservationStatus.Confirmed, false, "Print ticket", "Change party size", "Note and answers", "Add email address",
            "Copy to another performance", "Cancel reservation", "View check-in"),
    ]
    [InlineData(ReservationStatus.Cancelled, true, "Note and answers", "Copy to another performance")]
    [InlineData(ReservationStatus.Expired, true, "Confirm reservation", "Note and answers", "Copy to another performance")]
    public async Task Only_possible_actions_are_offered(ReservationStatus status, bool hasEmail, params string[] expectedActions)
    {
        var app = shared.App;
        var reservation = new AReservation()
            .For(app.APerformanceTonight().Build())
            // An address of its own: all tickets under one address can be printed together.
            .WithEmail(hasEmail ? $"{status}@example.org" : null)
            .ExpiringAt(app.Now.AddMinutes(20))
            .InStatus(status)
            .Build();
        await app.Database.AddAsync(reservation);
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(expectedActions, await ActionsAsync(boxOffice, reservation));
    }

    [Fact]
    public async Task A_checked_in_party_cannot_be_cancelled_and_too_few_seats_prevent_confirming()
    {
        var app = shared.App;
        var performance = app.APerformanceTonight().WithCapacity(3).Build();
        var inside = new AReservation().For(performance).OfParty(2).WithEmail("inside@example.org").Confirmed(app.Now).Build();
        var late = new AReservation().For(performance).OfParty(2).Build();
        var steward = await app.AddStaffAsync(StaffRoles.Door);
        await app.Database.AddAsync(
            inside, late,
            new Web.Domain.Door.CheckIn
            {
                Reservation = inside,
                People = 2,
                At = app.Now,
                StaffId = steward.Id,
                StaffName = "Dora",
                RequestId = Guid.NewGuid(),
            });
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(
            [
                "Undo or correct check-in", "Print ticket", "Send ticket again", "Note and answers", "Correct email address",
                "Copy to another performance", "View check-in",
            ],
            await ActionsAsync(boxOffice, inside));
        Assert.DoesNotContain("Confirm reservation", await ActionsAsync(boxOffice, late));
        Assert.Contains(
            "only 1 seat is left. Reduce the party size first.", (await boxOffice.OpenAsync($"/staff/reservations/{late.Id}")).Text,
            StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ActionsAsync(NoScriptBrowser boxOffice, Reservation reservation) =>
        (
            await boxOffice.OpenAsync($"/staff/reservations/{reservation.Id}")).Document.QuerySelectorAll(".reservation-acts .button").Select(
                button => button.TextContent.Trim());
}
