using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Staff.Log;

public sealed class NoVisitorInTheLogTests
{
    [Fact]
    public async Task Nothing_that_a_visitor_typed_stands_in_the_log_whatever_was_done_with_the_reservation()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        string[] typed = ["Zenobia Quillfeather", "zenobia@visitors.example", "030 5550142", "arrives with a cello"];
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(
            303,
            (
                await visitor.SubmitAsync(
                    form, "main form", ("Name", typed[0]), ("Email", typed[1]), ("Phone", typed[2]), ("Notes", typed[3]),
                    ("PartySize", "2"))).Status);
        var ticket = (await visitor.ConfirmAsync(await app.MailedLinkAsync())).Location!;
        using var admin = await app.StaffAsync(StaffRoles.Administrator, "Anna");
        var station = await admin.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await admin.SubmitAsync(station, "form.scan", ("Code", app.Address + Story.CheckInPath(ticket)))).Status);

        // Both mails fail, and somebody has them tried again, each way that there is.
        await app.AllMailIsOutAsync();
        await using (var db = app.Database.CreateDbContext())
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, (DateTime?)null).SetProperty(m => m.FailingSince, app.Now)
                .SetProperty(m => m.LastError, "TimeoutException").SetProperty(m => m.NextAttemptAt, app.Now.AddHours(1)));
        }

        var mail = await admin.OpenAsync("/staff/mail");
        Assert.Equal(303, (await admin.SubmitAsync(mail, "tbody form")).Status);
        Assert.Equal(303, (await admin.SubmitAsync(mail, "form[action*='RetryAll']")).Status);
        Assert.Equal(303, (await admin.SubmitAsync(mail, "form[action*='Test']")).Status);

        // Whatever the desk can do, with another party of the same name.
        var desk = await DeskAsync(app, performance.Id, typed);
        Assert.All(desk, act => Assert.True(act, "The desk was refused."));

        var log = await app.Database.ReadAsync(db => db.AuditLog.ToListAsync());
        Assert.Equal(3 + 6, log.Count);
        var page = await admin.OpenAsync("/staff/log");
        Assert.All(typed.Concat(typed[0].Split(' ')), word =>
        {
            Assert.DoesNotContain(log, entry => $"{entry.StaffName} {entry.Detail}".Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(word, page.Body, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static async Task<IReadOnlyList<bool>> DeskAsync(BookingFlowApp app, int performanceId, string[] typed)
    {
        var anna = new Actor(
            await app.Database.ReadAsync(db => db.Users.Where(u => u.DisplayName == "Anna").Select(u => u.Id).SingleAsync()), "Anna");
        T Act<T>()
            where T : notnull => app.Services.GetRequiredService<T>();
        var sold = await Act<SellSeats>().SellAsync(
            performanceId, new ReservationInput(typed[0], null, typed[2], typed[3], "2"), Guid.NewGuid(), anna, CancellationToken.None);
        var id = sold.Value!.Id;
        return
        [
            (await Act<ChangePartySize>().ChangeAsync(id, "3", anna, CancellationToken.None)).Succeeded,
            (await Act<CorrectEmail>().CorrectAsync(id, typed[1], anna, CancellationToken.None)).Succeeded,
            (await Act<ResendMail>().SendAsync(id, anna, CancellationToken.None)).Succeeded,
            (await Act<PrintTicket>().PrintAsync(id, anna, CancellationToken.None)).Succeeded,
            (await Act<CancelReservation>().CancelAsync(id, tellTheParty: true, "ill", anna, CancellationToken.None)).Succeeded,
        ];
    }
}
