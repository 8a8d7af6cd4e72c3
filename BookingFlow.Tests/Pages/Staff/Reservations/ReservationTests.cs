using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class ReservationTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task The_page_says_who_comes_to_what_and_how_to_reach_them()
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
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await desk.OpenAsync($"/staff/reservations/{reservation.Id}");
        foreach (var told in new[] { "Renée <b>", "renee@example.org", "+39 0471 1", "With a wheelchair", "2 people", "10 seats left",
            reservation.Reference, "Confirmed", "The Tempest" })
        {
            Assert.Contains(told, page.Text, StringComparison.Ordinal);
        }

        var unknown = await desk.OpenAsync("/staff/reservations/999999");
        Assert.Equal(404, unknown.Status);
        Assert.Contains("Not found", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_story_of_a_visitor_is_told_in_the_order_of_time_with_whoever_did_it()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        var ticket = await app.TicketAsync(visitor, performance.Id);
        await app.MailAsync(2);
        await app.AllMailIsOutAsync();
        var id = await app.Database.ReadAsync(db => db.Reservations.Select(r => r.Id).SingleAsync());
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        var home = $"/staff/reservations/{id}";
        await DoneAsync(await desk.SubmitAsync(await desk.OpenAsync($"{home}/party"), "main form", ("PartySize", "3")));
        await DoneAsync(await desk.SubmitAsync(await desk.OpenAsync(home), "form[action*='handler=Send']"));
        var print = await desk.SubmitAsync(await desk.OpenAsync(home), "form[action*='handler=Print']");
        using var door = await app.StaffAsync(StaffRoles.Door, "Dora");
        var checkIn = await door.OpenAsync(Story.CheckInPath(ticket));
        Assert.Equal(200, (await door.SubmitAsync(checkIn, "main form")).Status);
        await app.MailAsync(4);
        await app.AllMailIsOutAsync();

        var page = await desk.OpenAsync(home);
        var story = page.Document.QuerySelectorAll(".story > li")
            .Select(li => string.Join(' ', li.QuerySelector(".story-what")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.StartsWith("/tickets/", print.Location, StringComparison.Ordinal);
        Assert.Equal("Asked for online", story[0]);
        Assert.StartsWith("Mail with the link handed over ", story[1], StringComparison.Ordinal);
        Assert.Equal("Confirmed by the party", story[2]);
        Assert.StartsWith("Mail with the ticket handed over ", story[3], StringComparison.Ordinal);
        Assert.Equal("Party size changed, by Olga 2 → 3", story[4]);
        Assert.StartsWith("Mail with the ticket handed over ", story[5], StringComparison.Ordinal);
        Assert.Equal("Mail asked for once more, by Olga", story[6]);
        Assert.StartsWith("Mail with the ticket handed over ", story[7], StringComparison.Ordinal);
        Assert.Equal("Ticket printed, by Olga", story[8]);
        Assert.Equal("3 people let in, by Dora", story[9]);
        Assert.Equal(10, story.Count);
        Assert.DoesNotContain("Desk.", page.Text, StringComparison.Ordinal);

        static Task DoneAsync(Place place)
        {
            Assert.Equal(303, place.Status);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_mail_that_does_not_leave_is_told_with_the_reason_and_marked()
    {
        await using var app = await BookingFlowApp.StartAsync(
            null, ("Mail:Delivery", "Smtp"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"), ("Mail:Smtp:Security", "None"));
        var reservation = new AReservation()
            .For(app.APerformanceTonight().Build())
            .AskedAt(app.Now.AddHours(-1))
            .ExpiringAt(app.Now.AddMinutes(20))
            .Build();
        var failing = OutboxMail.Owed(MailKind.Confirmation, reservation, app.Now.AddMinutes(-50));
        failing.Failed("SocketException", app.Now.AddMinutes(-40));
        failing.NextAttemptAt = app.Now.AddHours(2);
        var waiting = OutboxMail.Owed(MailKind.Confirmation, reservation, app.Now.AddMinutes(-30));
        waiting.NextAttemptAt = app.Now.AddHours(2);
        var givenUp = OutboxMail.Owed(MailKind.Confirmation, reservation, app.Now.AddMinutes(-20));
        givenUp.GiveUp("no address", app.Now.AddMinutes(-19));
        await app.Database.AddAsync(reservation, failing, waiting, givenUp);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        var page = await desk.OpenAsync($"/staff/reservations/{reservation.Id}");
        var lines = page.Document.QuerySelectorAll(".story > li").ToList();
        Assert.Equal(4, lines.Count);
        Assert.Contains("failing since", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("after 1 try (SocketException); next try", lines[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("waiting to be sent", lines[2].TextContent, StringComparison.Ordinal);
        Assert.Contains(": no address", lines[3].TextContent, StringComparison.Ordinal);
        Assert.Equal([null, "story--care", null, "story--care"], lines.Select(li => li.GetAttribute("class") is { Length: > 0 } name ? name : null));
    }

    [Fact]
    public async Task What_ended_is_told_as_what_it_was_and_by_whom()
    {
        var app = shared.App;
        var performance = app.APerformanceTonight().CalledOff(app.Now.AddMinutes(-5)).Build();
        var expired = new AReservation().For(performance).AskedAt(app.Now.AddDays(-2)).ExpiringAt(app.Now.AddDays(-1)).Expired().Build();
        var runOut = new AReservation().For(performance).AskedAt(app.Now.AddDays(-2)).ExpiringAt(app.Now.AddDays(-1)).Build();
        var cancelled = new AReservation().For(performance).AskedAt(app.Now.AddDays(-2)).Cancelled(app.Now.AddMinutes(-4)).Build();
        await app.Database.AddAsync(expired, runOut, cancelled);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(["Asked for online", "The link ran out; it was never confirmed", "The performance was called off"], await StoryAsync(expired));
        Assert.Equal(["Asked for online", "The link ran out; it was never confirmed", "The performance was called off"], await StoryAsync(runOut));
        Assert.Equal(["Asked for online", "The performance was called off", "Cancelled"], await StoryAsync(cancelled));

        async Task<IEnumerable<string>> StoryAsync(Reservation reservation) =>
            (
                await desk.OpenAsync($"/staff/reservations/{reservation.Id}")).Document.QuerySelectorAll(".story-what").Select(what =>
                    what.TextContent.Trim());
    }

    [Theory]
    [
        InlineData(
            ReservationStatus.Pending, true, "Confirm for the party", "Send the link again", "Change the party size", "Correct the e-mail address",
            "Cancel the reservation"),
    ]
    [
        InlineData(
            ReservationStatus.Pending, false, "Confirm for the party", "Change the party size", "Enter an e-mail address", "Cancel the reservation"),
    ]
    [
        InlineData(
            ReservationStatus.Confirmed, true, "Print the ticket", "Send the ticket again", "Change the party size", "Correct the e-mail address",
            "Cancel the reservation", "See it at the door"),
    ]
    [
        InlineData(
            ReservationStatus.Confirmed, false, "Print the ticket", "Change the party size", "Enter an e-mail address", "Cancel the reservation",
            "See it at the door"),
    ]
    [InlineData(ReservationStatus.Cancelled, true)]
    [InlineData(ReservationStatus.Expired, true, "Confirm for the party")]
    public async Task Only_what_is_possible_now_can_be_pressed(ReservationStatus status, bool hasEmail, params string[] acts)
    {
        var app = shared.App;
        var reservation = new AReservation()
            .For(app.APerformanceTonight().Build())
            .WithEmail(hasEmail ? "ada@example.org" : null)
            .ExpiringAt(app.Now.AddMinutes(20))
            .InStatus(status)
            .Build();
        await app.Database.AddAsync(reservation);
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(acts, await ActsAsync(desk, reservation));
    }

    [Fact]
    public async Task A_party_that_is_inside_keeps_its_seats_and_a_full_house_says_how_many_are_left()
    {
        var app = shared.App;
        var performance = app.APerformanceTonight().WithCapacity(3).Build();
        var inside = new AReservation().For(performance).OfParty(2).Confirmed(app.Now).Build();
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
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);

        Assert.Equal(
            ["Undo the check-in", "Print the ticket", "Send the ticket again", "Correct the e-mail address", "See it at the door"],
            await ActsAsync(desk, inside));
        Assert.DoesNotContain("Confirm for the party", await ActsAsync(desk, late));
        Assert.Contains(
            "only 1 seat is left. Make the party smaller first.", (await desk.OpenAsync($"/staff/reservations/{late.Id}")).Text,
            StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ActsAsync(NoScriptBrowser desk, Reservation reservation) =>
        (
            await desk.OpenAsync($"/staff/reservations/{reservation.Id}")).Document.QuerySelectorAll(".reservation-acts .button").Select(act =>
                act.TextContent.Trim());
}
