using BookingFlow.Web.Components;
using BookingFlow.Web.Emails.Delivery;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>
/// The recurring job that sends due mail without a job of its own, with the services of the whole program and a real database file; the test
/// implements the delivery.
/// </summary>
public sealed class ProcessOutboxJobTests
{
    [Fact]
    public async Task The_job_sends_only_due_mail()
    {
        await using var setup = await MailSetup.StartAsync();
        var due = await setup.AddMailAsync(MailKind.Confirmation);
        var later = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.ChangeAsync(later, row => row.Failed("down", setup.Now.AddMinutes(1)));
        var claimed = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.ChangeAsync(claimed, row => row.Claim(Guid.NewGuid(), setup.Now.AddMinutes(1)));
        var sent = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.ChangeAsync(sent, row => row.Sent(setup.Now));
        var orphaned = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.ChangeAsync(orphaned, row => row.Claim(Guid.NewGuid(), setup.Now.AddMinutes(-1)));

        await setup.OutboxJob.RunAsync(CancellationToken.None);

        Assert.Equal(await MessageIdsAsync(setup, due, orphaned), setup.Delivered.Select(mail => mail.MessageId!.Split('@')[0]).Order());
    }

    [Fact]
    public async Task One_run_sends_all_due_mail()
    {
        await using var setup = await MailSetup.StartAsync();
        await setup.AddMailsAsync(300);

        await setup.OutboxJob.RunAsync(CancellationToken.None);

        Assert.Equal(300, setup.Delivered.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(300, setup.Delivered.Count);
        Assert.False(await setup.Database.ReadAsync(db => db.Outbox.AnyAsync(m => m.SentAt == null || m.ClaimedBy != null)));
    }

    [Fact]
    public async Task Refused_and_failed_mails_do_not_block_other_mails()
    {
        await using var setup = await MailSetup.StartAsync();
        await setup.AddMailsAsync(10);
        var attempts = 0;
        setup.OnDelivery = _ => Interlocked.Increment(ref attempts) switch
        {
            2 => Task.FromException(new MailRefusedException("550 RecipientNotAccepted")),
            5 => Task.FromException(new IOException("The connection was lost.")),
            _ => Task.CompletedTask,
        };

        await setup.OutboxJob.RunAsync(CancellationToken.None);

        Assert.Equal((10, 8), (attempts, setup.Delivered.Count));
        Assert.Equal(1, await setup.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.GivenUpAt != null)));
        Assert.Equal(1, await setup.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Attempts == 1 && m.NextAttemptAt > setup.Now)));
    }

    [Fact]
    public async Task A_corrupt_oldest_mail_does_not_block_newer_mails()
    {
        await using var setup = await MailSetup.StartAsync();
        var damaged = await setup.AddMailAsync(MailKind.Ticket, ReservationStatus.Confirmed);
        await setup.AddMailsAsync(5);
        await using (var db = setup.Database.CreateDbContext())
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlAsync(
                $"PRAGMA foreign_keys = OFF; UPDATE Outbox SET ReservationId = NULL, StaffId = 999 WHERE Id = {damaged}; PRAGMA foreign_keys = ON");
        }

        await setup.OutboxJob.RunAsync(CancellationToken.None);

        Assert.Equal(5, setup.Delivered.Count);
        Assert.True((await setup.RowAsync(damaged)).CanBeClaimed(setup.Now));
    }

    [Fact]
    public async Task A_run_that_overlaps_another_returns_at_once()
    {
        await using var setup = await MailSetup.StartAsync();
        await setup.AddMailsAsync(10);
        var (finishDelivery, inDelivery) = (new TaskCompletionSource(), 0);
        setup.OnDelivery = async _ =>
        {
            Interlocked.Increment(ref inDelivery);
            await finishDelivery.Task;
        };
        var first = setup.OutboxJob.RunAsync(CancellationToken.None);
        await Infrastructure.Eventually.AssertAsync(() => Task.FromResult(Volatile.Read(ref inDelivery) == 2), "two mails are being delivered");

        await setup.OutboxJob.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, inDelivery);
        finishDelivery.SetResult();
        await first;
        Assert.Equal((10, 10), (inDelivery, setup.Delivered.Count));

        await setup.AddMailsAsync(1);
        await setup.OutboxJob.RunAsync(CancellationToken.None);
        Assert.Equal(11, setup.Delivered.Count);
    }

    private static async Task<IEnumerable<string>> MessageIdsAsync(MailSetup setup, params int[] mails)
    {
        var messageIds = await setup.Database.ReadAsync(db => db.Outbox.Where(m => mails.Contains(m.Id)).Select(m => m.MessageId).ToListAsync());
        return messageIds.Select(id => id.ToString("N")).Order();
    }
}
