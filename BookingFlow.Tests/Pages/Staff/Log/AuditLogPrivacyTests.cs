using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Pages.Staff.Log;

public sealed class AuditLogPrivacyTests
{
    [Fact]
    public async Task The_audit_log_contains_no_personal_data_of_visitors()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var performance = await app.AddAsync(app.APerformanceTonight());
        using var visitor = app.Visitor();
        string[] personalData = ["Zenobia Quillfeather", "zenobia@visitors.example", "030 5550142", "arrives with a cello"];
        var form = await visitor.OpenAsync($"/performances/{performance.Id}/reserve");
        Assert.Equal(
            303,
            (
                await visitor.SubmitAsync(
                    form, "main form", ("Name", personalData[0]), ("Email", personalData[1]), ("Phone", personalData[2]), ("Notes", personalData[3]),
                    ("PartySize", "2"))).Status);
        var ticket = (await visitor.ConfirmAsync(await app.GetConfirmationLinkAsync())).Location!;
        using var admin = await app.StaffAsync(StaffRoles.Administrator, "Anna");
        var station = await admin.OpenAsync("/staff/check-in");
        Assert.Equal(200, (await admin.SubmitAsync(station, "form.scan", ("Code", app.Address + VisitorSteps.CheckInPath(ticket)))).Status);

        // Marks both mails as failing, then retries them in every way that the mail page offers.
        await app.WaitUntilMailIsSentAsync();
        await using (var db = app.Database.CreateDbContext())
        {
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, (DateTime?)null).SetProperty(m => m.FailingSince, app.Now)
                .SetProperty(m => m.LastError, "TimeoutException").SetProperty(m => m.NextAttemptAt, app.Now.AddHours(1)));
        }

        var mailPage = await admin.OpenAsync("/staff/mail");
        Assert.Equal(303, (await admin.SubmitAsync(mailPage, "tbody form")).Status);
        Assert.Equal(303, (await admin.SubmitAsync(mailPage, "form[action*='RetryAll']")).Status);
        Assert.Equal(303, (await admin.SubmitAsync(mailPage, "form[action*='Test']")).Status);

        // Runs the box-office use cases on a second reservation with the same personal data.
        var results = await RunBoxOfficeUseCasesAsync(app, performance.Id, personalData);
        Assert.All(results, succeeded => Assert.True(succeeded, "A box-office use case was refused."));

        var entries = await app.Database.ReadAsync(db => db.AuditLog.ToListAsync());
        Assert.Equal(3 + 6, entries.Count);
        var page = await admin.OpenAsync("/staff/log");
        Assert.All(personalData.Concat(personalData[0].Split(' ')), word =>
        {
            Assert.DoesNotContain(entries, entry => $"{entry.StaffName} {entry.Detail}".Contains(word, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(word, page.Body, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static async Task<IReadOnlyList<bool>> RunBoxOfficeUseCasesAsync(BookingFlowApp app, int performanceId, string[] personalData)
    {
        var anna = new Actor(
            await app.Database.ReadAsync(db => db.Users.Where(u => u.DisplayName == "Anna").Select(u => u.Id).SingleAsync()), "Anna");
        T UseCase<T>()
            where T : notnull => app.Services.GetRequiredService<T>();
        var sold = await UseCase<SellSeats>().SellAsync(
            performanceId, new ReservationInput(personalData[0], null, personalData[2], personalData[3], "2"), Guid.NewGuid(), anna,
            CancellationToken.None);
        var id = sold.Value!.Id;
        return
        [
            (await UseCase<ChangePartySize>().ChangeAsync(id, "3", anna, CancellationToken.None)).Succeeded,
            (await UseCase<CorrectEmail>().CorrectAsync(id, personalData[1], anna, CancellationToken.None)).Succeeded,
            (await UseCase<ResendMail>().SendAsync(id, anna, CancellationToken.None)).Succeeded,
            (await UseCase<PrintTicket>().PrintAsync(id, anna, CancellationToken.None)).Succeeded,
            (await UseCase<CancelReservation>().CancelAsync(id, notifyParty: true, "ill", anna, CancellationToken.None)).Succeeded,
        ];
    }
}
