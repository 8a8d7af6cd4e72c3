using BookingFlow.Web.Components;
using BookingFlow.Web.Emails.Delivery;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>
/// The recurring job that sends due mail without a sender, on the services of the whole program and a real database file; delivery is the test's.
/// </summary>
public sealed class ProcessOutboxJobTests
{
    [Fact]
    public async Task The_sweep_sends_what_is_due_and_leaves_what_is_not()
    {
        await using var office = await MailSetup.OpenAsync();
        var due = await office.OweAsync(MailKind.Confirmation);
        var later = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(later, row => row.Failed("down", office.Now.AddMinutes(1)));
        var claimed = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(claimed, row => row.Claim(Guid.NewGuid(), office.Now.AddMinutes(1)));
        var sent = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(sent, row => row.Sent(office.Now));
        var orphaned = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(orphaned, row => row.Claim(Guid.NewGuid(), office.Now.AddMinutes(-1)));

        await office.Sweep.RunAsync(CancellationToken.None);

        Assert.Equal(await MessageIdsAsync(office, due, orphaned), office.Delivered.Select(mail => mail.MessageId!.Split('@')[0]).Order());
    }

    [Fact]
    public async Task One_sweep_sends_all_that_is_owed_however_much_that_is()
    {
        await using var office = await MailSetup.OpenAsync();
        await office.OweManyAsync(300);

        await office.Sweep.RunAsync(CancellationToken.None);

        Assert.Equal(300, office.Delivered.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(300, office.Delivered.Count);
        Assert.False(await office.Database.ReadAsync(db => db.Outbox.AnyAsync(m => m.SentAt == null || m.ClaimedBy != null)));
    }

    [Fact]
    public async Task Neither_a_mail_that_is_refused_nor_one_that_fails_keeps_the_others_from_leaving()
    {
        await using var office = await MailSetup.OpenAsync();
        await office.OweManyAsync(10);
        var brought = 0;
        office.OnDelivery = _ => Interlocked.Increment(ref brought) switch
        {
            2 => Task.FromException(new MailRefusedException("550 RecipientNotAccepted")),
            5 => Task.FromException(new IOException("The line went dead.")),
            _ => Task.CompletedTask,
        };

        await office.Sweep.RunAsync(CancellationToken.None);

        Assert.Equal((10, 8), (brought, office.Delivered.Count));
        Assert.Equal(1, await office.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.GivenUpAt != null)));
        Assert.Equal(1, await office.Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Attempts == 1 && m.NextAttemptAt > office.Now)));
    }

    [Fact]
    public async Task The_oldest_mail_being_one_that_nobody_can_make_sense_of_keeps_no_younger_one_from_leaving()
    {
        await using var office = await MailSetup.OpenAsync();
        var damaged = await office.OweAsync(MailKind.Ticket, ReservationStatus.Confirmed);
        await office.OweManyAsync(5);
        await using (var db = office.Database.CreateDbContext())
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlAsync(
                $"PRAGMA foreign_keys = OFF; UPDATE Outbox SET ReservationId = NULL, StaffId = 999 WHERE Id = {damaged}; PRAGMA foreign_keys = ON");
        }

        await office.Sweep.RunAsync(CancellationToken.None);

        Assert.Equal(5, office.Delivered.Count);
        Assert.True((await office.RowAsync(damaged)).CanBeClaimed(office.Now));
    }

    [Fact]
    public async Task A_sweep_that_finds_another_at_work_leaves_it_alone_and_waits_for_nothing()
    {
        await using var office = await MailSetup.OpenAsync();
        await office.OweManyAsync(10);
        var (goOn, atTheCounter) = (new TaskCompletionSource(), 0);
        office.OnDelivery = async _ =>
        {
            Interlocked.Increment(ref atTheCounter);
            await goOn.Task;
        };
        var first = office.Sweep.RunAsync(CancellationToken.None);
        await Infrastructure.Eventually.Async(() => Task.FromResult(Volatile.Read(ref atTheCounter) == 2), "two mails are at the counter");

        await office.Sweep.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(2, atTheCounter);
        goOn.SetResult();
        await first;
        Assert.Equal((10, 10), (atTheCounter, office.Delivered.Count));

        await office.OweManyAsync(1);
        await office.Sweep.RunAsync(CancellationToken.None);
        Assert.Equal(11, office.Delivered.Count);
    }

    private static async Task<IEnumerable<string>> MessageIdsAsync(MailSetup office, params int[] mails)
    {
        var owed = await office.Database.ReadAsync(db => db.Outbox.Where(m => mails.Contains(m.Id)).Select(m => m.MessageId).ToListAsync());
        return owed.Select(id => id.ToString("N")).Order();
    }
}
