using BookingFlow.Web.Data;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Mail;

public sealed class SendTestMailOnSqliteTests() : SendTestMailTests(DatabaseDialect.Sqlite);

public sealed class SendTestMailOnSqlServerTests() : SendTestMailTests(DatabaseDialect.SqlServer);

public abstract class SendTestMailTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task A_test_mail_is_owed_to_whoever_asks_for_it_and_the_log_says_so()
    {
        var anna = new StaffUser { UserName = "anna@staff.example", Email = "anna@staff.example", DisplayName = "Anna" };
        await House.Database.AddAsync(anna);

        var result = await House.SendTestMail.SendAsync(new Actor(anna.Id, "Anna"), CancellationToken.None);

        Assert.True(result.Succeeded);
        var mail = Assert.Single(await House.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Equal((MailKind.Test, anna.Id, null), (mail.Kind, mail.StaffId, mail.ReservationId));
        Assert.Equal([mail.Id], House.Jobs.Mails);
        var entry = Assert.Single(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
        Assert.Equal(
            (AuditAction.TestMailSent, AuditSubject.Mail, mail.Id, "Anna", AMoment.Now),
            (entry.Act, entry.Thing, entry.ThingId, entry.StaffName, entry.At));
    }

    [Fact]
    public async Task Without_an_address_nothing_can_be_sent()
    {
        var result = await House.SendTestMail.SendAsync(new Actor(House.Steward.StaffId, "Dora"), CancellationToken.None);

        Assert.Equal((FailureKind.NotPossible, Obstacle.NoEmail), (result.Failure?.Kind, result.Failure?.Obstacle));
        Assert.Empty(await House.Database.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.Empty(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task Nobody_s_account_gets_no_mail() =>
        Assert.Equal(FailureKind.NotFound, (await House.SendTestMail.SendAsync(new Actor(999, "Nobody"), CancellationToken.None)).Failure?.Kind);
}
