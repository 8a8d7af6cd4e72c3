using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class SendTestMailOnSqliteTests() : SendTestMailTests(DatabaseDialect.Sqlite);

public sealed class SendTestMailOnSqlServerTests() : SendTestMailTests(DatabaseDialect.SqlServer);

public abstract class SendTestMailTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Test_mail_is_addressed_to_the_requesting_staff_member_and_audited()
    {
        var account = new StaffUser { UserName = "anna@staff.example", Email = "anna@staff.example", DisplayName = "Anna" };
        await Host.Database.AddAsync(account);

        var result = await Host.SendTestMail.SendAsync(new Actor(account.Id, "Anna"), CancellationToken.None);

        Assert.True(result.Succeeded);
        var mail = Assert.Single(await Host.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Equal((MailKind.Test, account.Id, null), (mail.Kind, mail.StaffId, mail.ReservationId));
        Assert.Equal([mail.Id], Host.Jobs.MailIds);
        var entry = Assert.Single(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
        Assert.Equal(
            (AuditAction.TestMailSent, AuditSubject.Mail, mail.Id, "Anna", TestTimes.Now),
            (entry.Action, entry.Subject, entry.SubjectId, entry.StaffName, entry.At));
    }

    [Fact]
    public async Task Account_without_an_address_is_refused()
    {
        var result = await Host.SendTestMail.SendAsync(new Actor(Host.Steward.StaffId, "Dora"), CancellationToken.None);

        Assert.Equal((FailureKind.NotPossible, Obstacle.NoEmail), (result.Failure?.Kind, result.Failure?.Obstacle));
        Assert.Empty(await Host.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task Unknown_account_returns_NotFound() =>
        Assert.Equal(FailureKind.NotFound, (await Host.SendTestMail.SendAsync(new Actor(999, "Unknown"), CancellationToken.None)).Failure?.Kind);
}
