using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Staff.PersonalData;

/// <summary>A party from its reservation to its erasure: what is left in the database, and on every page that lists it.</summary>
public sealed class ErasedReservationTests
{
    private static readonly string[] PersonalData =
        ["Zenobia", "Quillfeather", "zenobia@visitors.example", "visitors.example", "030 5550142", "5550142", "arrives with a cello", "cello"];

    [Fact]
    public async Task Nothing_personal_is_left_and_every_page_shows_the_party_as_erased()
    {
        await using var app = await BookingFlowApp.StartAsync(settings: BookingFlowApp.AllLogs);
        var performance = await app.AddAsync(app.APerformanceTonight());
        var ticket = await VisitAsync(app, performance.Id);
        var id = await app.Database.ReadAsync(
            db => db.Reservations.Where(r => r.Status == ReservationStatus.Confirmed).Select(r => r.Id).SingleAsync());
        var dumpBefore = await app.DumpTablesAsync();
        Assert.All(PersonalData, data => Assert.Contains(data, dumpBefore, StringComparison.OrdinalIgnoreCase));
        await app.Database.ReadAsync(db => db.Performances.ExecuteUpdateAsync(
            set => set.SetProperty(p => p.StartsAt, performance.StartsAt.AddDays(-Venue.DefaultRetentionDays - 1))));

        await app.Services.GetRequiredService<EraseExpiredPersonalData>().RunAsync(CancellationToken.None);

        var dump = await app.DumpTablesAsync();
        Assert.All(PersonalData, data => Assert.DoesNotContain(data, dump, StringComparison.OrdinalIgnoreCase));
        Assert.All(PersonalData, data => Assert.DoesNotContain(
            app.Logs.GetSnapshot(), record => record.Message.Contains(data, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(
            (2, 2),
            (await app.Database.ReadAsync(db => db.Performances.SumAsync(p => p.ConfirmedSeats)),
                await app.Database.ReadAsync(db => db.CheckIns.SumAsync(c => c.People))));
        using var admin = await app.StaffAsync(StaffRoles.Administrator);
        foreach (var path in new[]
        {
            $"/staff/reservations/{id}", $"/staff/reservations?performance={performance.Id}",
            $"/staff/reservations/list?performance={performance.Id}",
            $"/staff/check-in/list?performance={performance.Id}", $"/staff/check-in/parties/{id}",
            $"/staff/performances/{performance.Id}/door",
        })
        {
            var page = await admin.OpenAsync(path);
            Assert.Equal((path, 200), (path, page.Status));
            Assert.True(page.Text.Contains("Erased", StringComparison.Ordinal), $"{path}: {page.Text}");
        }

        foreach (var path in new[]
        {
            $"/staff/performances/{performance.Id}", "/staff/season", "/staff", "/staff/log", "/staff/mail", "/staff/check-in",
            $"/staff/reservations/{id}/email", $"/staff/reservations/{id}/party", $"/staff/reservations/{id}/cancel",
            $"/staff/check-in/parties/{id}/undo", $"/staff/check-in/parties/{id}/move",
        })
        {
            Assert.InRange((await admin.OpenAsync(path)).Status, 200, 409);
        }

        var export = await admin.OpenAsync($"/staff/reservations/export?performance={performance.Id}");
        foreach (var handler in (string[])["", "?handler=Workbook"])
        {
            Assert.Equal(200, (await admin.PostAsync("/staff/reservations/export" + handler, NoScriptBrowser.Fields(export, "main form"))).Status);
        }

        using var visitor = app.Visitor();
        var opened = await visitor.OpenAsync(ticket);
        Assert.Equal(200, opened.Status);
        Assert.Contains("Your personal data was erased", opened.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await visitor.OpenAsync($"{ticket}/calendar.ics")).Status);
    }

    /// <summary>A party that comes, and one that cancels, with a reason that contains its data.</summary>
    /// <returns>The path of the first party's ticket.</returns>
    private static async Task<string> VisitAsync(BookingFlowApp app, int performanceId)
    {
        using var visitor = app.Visitor();
        var form = await visitor.OpenAsync($"/performances/{performanceId}/reserve");
        Assert.Equal(303, (await visitor.SubmitAsync(
            form, "main form", ("Name", "Zenobia Quillfeather"), ("Email", "zenobia@visitors.example"), ("Phone", "030 5550142"),
            ("Notes", "arrives with a cello"), ("PartySize", "2"))).Status);
        var ticket = (await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync())).Location!;
        using var admin = await app.StaffAsync(StaffRoles.Administrator, "Anna");
        var station = await admin.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await admin.SubmitAsync(station, "form.scan", ("Code", app.Address + VisitorSteps.CheckInPath(ticket)))).Status);
        await app.WaitUntilMailIsSentAsync();
        var anna = new Actor(
            await app.Database.ReadAsync(db => db.Users.Where(u => u.DisplayName == "Anna").Select(u => u.Id).SingleAsync()), "Anna");
        var sold = await app.Services.GetRequiredService<SellSeats>().SellAsync(
            performanceId, new ReservationInput("Zenobia Quillfeather", null, "030 5550142", null, "1"), Guid.NewGuid(), anna,
            CancellationToken.None);
        var cancelled = await app.Services.GetRequiredService<CancelReservation>().CancelAsync(
            sold.Value!.Id, notifyParty: false, "Mrs QUILLFEATHER called from 030 5550142", anna, CancellationToken.None);
        Assert.True(cancelled.Succeeded);
        return ticket;
    }
}
