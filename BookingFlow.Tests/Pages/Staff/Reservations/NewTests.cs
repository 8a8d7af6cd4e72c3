using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Pages.Staff.Reservations;

public sealed class NewTests
{
    [Fact]
    public async Task A_box_office_sale_is_confirmed_at_once_and_a_double_submit_makes_one_reservation()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(50).Private().BookingDisabled());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice, "Olga");
        var form = await boxOffice.OpenAsync($"/staff/reservations/new?performance={performance.Id}");
        Assert.Contains("(private): 50 seats left", form.Find("#Performance option[selected]").TextContent, StringComparison.Ordinal);

        var done = await boxOffice.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "12"));
        var again = await boxOffice.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "12"));
        Assert.Equal(303, done.Status);
        Assert.Equal(done.Location, again.Location);
        var reservation = await app.Database.ReadAsync(db => db.Reservations.SingleAsync());
        Assert.Equal((12, null, ReservationStatus.Confirmed), (reservation.PartySize, reservation.Email, reservation.Status));
        var page = await boxOffice.OpenAsync(done.Location!);
        Assert.Contains("Added and confirmed by the box office, by Olga Party of 12", page.Text, StringComparison.Ordinal);
        Assert.Equal("Print ticket", page.Find(".reservation-acts .button").TextContent.Trim());
        Assert.DoesNotContain("Requested online", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_email_address_the_ticket_is_mailed()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync("/staff/reservations/new");
        Assert.Equal(
            303,
            (
                await boxOffice.SubmitAsync(
                    form, "main form", ("Performance", $"{performance.Id}"), ("Name", "Li"), ("Email", "li@example.org"),
                    ("PartySize", "1"))).Status);
        Assert.Contains("Your ticket", (await app.MailAsync())[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_invalid_fields_are_reported_at_once_and_the_input_is_kept()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync("/staff/reservations/new");
        var invalid = await boxOffice.SubmitAsync(
            form, "main form", ("Name", ""), ("Email", "li at example"), ("PartySize", "101"), ("Phone", "+39"), ("Notes", "front row"));
        Assert.Equal(400, invalid.Status);
        foreach (var field in new[] { "Performance", "Name", "Email", "PartySize" })
        {
            Assert.NotNull(invalid.Find($"#{field}-message"));
        }

        Assert.Equal("li at example", invalid.Find("#Email").GetAttribute("value"));
        Assert.Equal("+39", invalid.Find("#Phone").GetAttribute("value"));
        Assert.Contains("front row", invalid.Find("#Notes").TextContent, StringComparison.Ordinal);
        Assert.Equal(form.Find("[name=SubmissionId]").GetAttribute("value"), invalid.Find("[name=SubmissionId]").GetAttribute("value"));
        Assert.Equal(404, (await boxOffice.SubmitAsync(form, "main form", ("Performance", "999999"), ("Name", "Li"), ("PartySize", "1"))).Status);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync(r => r.PerformanceId == performance.Id)));
    }

    [Fact]
    public async Task A_sale_beyond_capacity_or_for_a_cancelled_performance_is_refused()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight().WithCapacity(3));
        var cancelled = await app.AddAsync(app.APerformanceTonight().Cancelled(app.Now));
        using var boxOffice = await app.StaffAsync(StaffRoles.BoxOffice);
        var form = await boxOffice.OpenAsync($"/staff/reservations/new?performance={performance.Id}");
        Assert.DoesNotContain($"value=\"{cancelled.Id}\"", form.Find("#Performance").InnerHtml, StringComparison.Ordinal);

        var refused = await boxOffice.SubmitAsync(form, "main form", ("Name", "Li"), ("PartySize", "4"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("3 seats are left. Nothing has been changed.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("4", refused.Find("#PartySize").GetAttribute("value"));
        var cancelledSale = await boxOffice.SubmitAsync(form, "main form", ("Performance", $"{cancelled.Id}"), ("Name", "Li"), ("PartySize", "1"));
        Assert.Equal(409, cancelledSale.Status);
        Assert.Contains("This performance has been cancelled.", cancelledSale.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.Database.ReadAsync(db => db.Reservations.CountAsync()));
    }
}
