using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

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
        Assert.Equal(303, (await visitor.SubmitAsync(form, "main form", ("Name", typed[0]), ("Email", typed[1]), ("Phone", typed[2]), ("Notes", typed[3]), ("PartySize", "2"))).Status);
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

        var log = await app.Database.ReadAsync(db => db.Log.ToListAsync());
        Assert.Equal(3, log.Count);
        var page = await admin.OpenAsync("/staff/log");
        Assert.All(typed.Concat(typed[0].Split(' ')), word =>
        {
            Assert.DoesNotContain(log, entry => $"{entry.StaffName} {entry.Detail}".Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(word, page.Body, StringComparison.OrdinalIgnoreCase);
        });
    }
}
