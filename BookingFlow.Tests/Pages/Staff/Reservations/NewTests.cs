using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class NewTests
{
    [Fact]
    public async Task A_party_at_the_counter_gets_its_seats_at_once_and_a_ticket_to_print_and_a_double_click_makes_one()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(50).Private().BookingDisabled());
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        var form = await desk.OpenAsync($"/staff/reservations/new?performance={performance.Id}");
        Assert.Contains("(private): 50 seats left", form.Find("#Performance option[selected]").TextContent, StringComparison.Ordinal);

        var done = await desk.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "12"));
        var again = await desk.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "12"));
        Assert.Equal(303, done.Status);
        Assert.Equal(done.Location, again.Location);
        var reservation = await app.Database.ReadAsync(db => db.Reservations.SingleAsync());
        Assert.Equal((12, null, ReservationStatus.Confirmed), (reservation.PartySize, reservation.Email, reservation.Status));
        var page = await desk.OpenAsync(done.Location!);
        Assert.Contains("Made and confirmed at the box office, by Olga Party of 12", page.Text, StringComparison.Ordinal);
        Assert.Equal("Print the ticket", page.Find(".reservation-acts .button").TextContent.Trim());
        Assert.DoesNotContain("Asked for online", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_address_the_ticket_is_mailed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await desk.OpenAsync("/staff/reservations/new");
        Assert.Equal(
            303,
            (
                await desk.SubmitAsync(
                    form, "main form", ("Performance", $"{performance.Id}"), ("Name", "Li"), ("Email", "li@example.org"),
                    ("PartySize", "1"))).Status);
        Assert.Contains("Your ticket", (await app.MailAsync())[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_what_was_typed_stays()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await desk.OpenAsync("/staff/reservations/new");
        var wrong = await desk.SubmitAsync(
            form, "main form", ("Name", ""), ("Email", "li at example"), ("PartySize", "101"), ("Phone", "+39"), ("Notes", "front row"));
        Assert.Equal(400, wrong.Status);
        foreach (var field in new[] { "Performance", "Name", "Email", "PartySize" })
        {
            Assert.NotNull(wrong.Find($"#{field}-message"));
        }

        Assert.Equal("li at example", wrong.Find("#Email").GetAttribute("value"));
        Assert.Equal("+39", wrong.Find("#Phone").GetAttribute("value"));
        Assert.Contains("front row", wrong.Find("#Notes").TextContent, StringComparison.Ordinal);
        Assert.Equal(form.Find("[name=SubmissionId]").GetAttribute("value"), wrong.Find("[name=SubmissionId]").GetAttribute("value"));
        Assert.Equal(404, (await desk.SubmitAsync(form, "main form", ("Performance", "999999"), ("Name", "Li"), ("PartySize", "1"))).Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.PerformanceId == performance.Id)));
    }

    [Fact]
    public async Task No_seat_is_sold_that_is_not_there_nor_for_what_was_called_off()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        var calledOff = await app.AddAsync(app.APerformanceTonight().CalledOff(app.Now));
        using var desk = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await desk.OpenAsync($"/staff/reservations/new?performance={performance.Id}");
        Assert.DoesNotContain($"value=\"{calledOff.Id}\"", form.Find("#Performance").InnerHtml, StringComparison.Ordinal);

        var refused = await desk.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "4"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("3 seats are left. Nothing was changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("value"));
        var off = await desk.SubmitAsync(form, "main form", ("Performance", $"{calledOff.Id}"), ("Name", "Li"), ("PartySize", "1"));
        Assert.Equal(409, off.Status);
        Assert.Contains("This performance was called off.", off.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }
}
