using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>Sending one mail with the services of the whole program and a real database file; the test implements the delivery.</summary>
public sealed class OutboxMailSenderTests
{
    [Fact]
    public async Task The_token_in_a_mail_is_committed_before_the_mail_is_delivered()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        var known = false;
        setup.OnDelivery = async message =>
        {
            var hash = LinkIn(message).Hash;
            known = await setup.Database.ReadAsync(db => db.Tokens.AnyAsync(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation));
        };
        await setup.SendAsync(mail);
        Assert.True(known);
        Assert.NotNull((await setup.RowAsync(mail)).SentAt);
    }

    [Fact]
    public async Task Every_attempt_is_counted_by_mail_kind_and_outcome()
    {
        await using var setup = await MailSetup.StartAsync();
        using var mails = setup.CollectMailCounter();
        var answers = new Queue<Exception?>([new IOException("away"), null, new MailRefusedException("no such person")]);
        setup.OnDelivery = _ => answers.Dequeue() is { } fault ? Task.FromException(fault) : Task.CompletedTask;
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.SendAsync(mail);
        setup.Clock.Advance(TimeSpan.FromMinutes(1));
        await setup.SendAsync(mail);
        await setup.SendAsync(await setup.AddMailAsync(MailKind.Ticket, ReservationStatus.Confirmed));

        Assert.Equal(
            ["kind=confirmation outcome=failed", "kind=confirmation outcome=sent", "kind=ticket outcome=refused"],
            mails.Tags());
    }

    [Fact]
    public async Task A_mail_is_delivered_by_one_sender_at_a_time()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        var (inDelivery, finishDelivery) = (new TaskCompletionSource(), new TaskCompletionSource());
        setup.OnDelivery = _ => inDelivery.TrySetResult() ? finishDelivery.Task : Task.CompletedTask;
        var first = setup.SendAsync(mail);
        await inDelivery.Task;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.SendAsync(mail)));
        finishDelivery.SetResult();
        await first;
        Assert.Single(setup.Delivered);
    }

    [Fact]
    public async Task A_claim_blocks_other_senders_until_it_expires()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        await setup.ChangeAsync(mail, row => row.Claim(Guid.NewGuid(), setup.Now.AddMinutes(2)));
        await setup.SendAsync(mail);
        Assert.Empty(setup.Delivered);

        setup.Clock.Advance(TimeSpan.FromMinutes(2));
        await setup.SendAsync(mail);
        Assert.Single(setup.Delivered);
    }

    [Fact]
    public async Task A_mail_is_kept_and_retried_while_the_mail_server_is_down()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        setup.OnDelivery = _ => throw new IOException("ada@example.org: connection refused");
        await setup.SendAsync(mail);
        var row = await setup.RowAsync(mail);
        Assert.True(row.IsUnsent);
        Assert.Equal(1, row.Attempts);
        Assert.Equal(setup.Now.AddSeconds(15), row.NextAttemptAt);
        Assert.DoesNotContain("ada@example.org", row.LastError, StringComparison.Ordinal);

        await setup.SendAsync(mail);
        Assert.Equal(1, (await setup.RowAsync(mail)).Attempts);

        setup.Clock.Advance(TimeSpan.FromSeconds(15));
        setup.OnDelivery = null;
        await setup.SendAsync(mail);
        Assert.Single(setup.Delivered);
    }

    [Fact]
    public async Task Every_attempt_has_the_same_Message_ID_and_a_working_link()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        var attempts = new List<MimeMessage>();
        setup.OnDelivery = message =>
        {
            attempts.Add(message);
            return attempts.Count == 1 ? throw new IOException("The connection was lost after the message.") : Task.CompletedTask;
        };
        await setup.SendAsync(mail);
        setup.Clock.Advance(TimeSpan.FromSeconds(15));
        await setup.SendAsync(mail);

        Assert.Equal(2, attempts.Count);
        Assert.Equal(attempts[0].MessageId, attempts[1].MessageId);
        Assert.NotEqual(LinkIn(attempts[0]).Text, LinkIn(attempts[1]).Text);
        foreach (var hash in attempts.Select(a => LinkIn(a).Hash))
        {
            Assert.True(await setup.Database.ReadAsync(db => db.Tokens.AnyAsync(t => t.Hash == hash)));
        }
    }

    [Fact]
    public async Task A_permanently_refused_mail_is_given_up()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        setup.OnDelivery = _ => throw new MailRefusedException("550 RecipientNotAccepted");
        await setup.SendAsync(mail);
        var row = await setup.RowAsync(mail);
        Assert.NotNull(row.GivenUpAt);
        Assert.Equal("550 RecipientNotAccepted", row.LastError);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Expired, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Confirmed, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Pending, MailKind.Ticket)]
    [InlineData(ReservationStatus.Cancelled, MailKind.Ticket)]
    public async Task A_mail_that_no_longer_applies_is_given_up_and_not_sent(ReservationStatus status, MailKind kind)
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(kind, status);
        await setup.SendAsync(mail);
        Assert.Empty(setup.Delivered);
        Assert.NotNull((await setup.RowAsync(mail)).GivenUpAt);
    }

    [Theory]
    [InlineData(MailKind.Invitation, 7 * 24)]
    [InlineData(MailKind.PasswordReset, 4)]
    public async Task A_staff_link_is_created_when_the_mail_is_sent_and_only_its_hash_is_stored(MailKind kind, int hours)
    {
        await using var setup = await MailSetup.StartAsync();
        var (mail, dora) = await setup.AddStaffMailAsync(kind);
        Assert.Equal(0, await setup.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
        await setup.SendAsync(mail);

        var sent = Assert.Single(setup.Delivered);
        Assert.Equal("dora@staff.example", Assert.Single(sent.To.Mailboxes).Address);
        var address = sent.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(
            word => word.Contains("/staff/", StringComparison.Ordinal));
        Assert.True(Token.TryParse(address.Split('/')[^1], out var link));
        var kept = Assert.Single(
            await setup.Database.ReadAsync(db => db.StaffLinks.Where(l => l.Purpose == StaffLinkPurpose.SetPassword).ToListAsync()));
        Assert.Equal(link.Hash, kept.Hash);
        Assert.Equal((StaffLinkPurpose.SetPassword, dora, setup.Now.AddHours(hours)), (kept.Purpose, kept.StaffId, kept.ExpiresAt));
        Assert.DoesNotContain(link.Text, await setup.DumpTablesAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_has_a_ticket_and_is_given_up_if_the_party_has_cancelled_meanwhile()
    {
        await using var setup = await MailSetup.StartAsync();
        var sent = await setup.AddMailAsync(MailKind.Reminder, ReservationStatus.Confirmed);
        var cancelled = await setup.AddMailAsync(MailKind.Reminder, ReservationStatus.Cancelled);
        await setup.SendAsync(sent);
        await setup.SendAsync(cancelled);
        Assert.Single(setup.Delivered);
        Assert.Equal("no longer confirmed", (await setup.RowAsync(cancelled)).LastError);
        var tokens = await setup.Database.ReadAsync(db => db.Tokens.Select(t => t.Purpose).ToListAsync());
        Assert.Equal([TokenPurpose.Ticket, TokenPurpose.CheckIn, TokenPurpose.Party], tokens.Order());
    }

    [Fact]
    public async Task A_test_mail_to_a_staff_member_creates_no_link()
    {
        await using var setup = await MailSetup.StartAsync();
        var (mail, _) = await setup.AddStaffMailAsync(MailKind.Test);
        await setup.SendAsync(mail);
        Assert.Equal("Dora", Assert.Single(Assert.Single(setup.Delivered).To).Name);
        Assert.Equal(0, await setup.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
    }

    [Fact]
    public async Task A_mail_to_a_disabled_staff_member_is_given_up_without_a_link()
    {
        await using var setup = await MailSetup.StartAsync();
        var (mail, _) = await setup.AddStaffMailAsync(MailKind.Invitation, isDisabled: true);
        await setup.SendAsync(mail);
        Assert.Empty(setup.Delivered);
        var row = await setup.RowAsync(mail);
        Assert.Equal((setup.Now, "switched off"), (row.GivenUpAt, row.LastError));
        Assert.Equal(0, await setup.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
    }

    [Theory]
    [InlineData(MailKind.ReservationCancelled, ReservationStatus.Cancelled)]
    [InlineData(MailKind.PerformanceCancelled, ReservationStatus.Cancelled)]
    [InlineData(MailKind.PerformanceCancelled, ReservationStatus.Confirmed)]
    [InlineData(MailKind.ReservationReleased, ReservationStatus.Cancelled)]
    public async Task A_cancellation_mail_has_only_the_link_to_the_party_s_page(MailKind kind, ReservationStatus status)
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(kind, status);
        await setup.SendAsync(mail);
        Assert.Single(setup.Delivered);
        Assert.Equal([TokenPurpose.Party], await setup.Database.ReadAsync(db => db.Tokens.Select(t => t.Purpose).ToListAsync()));
    }

    [Fact]
    public async Task FailingSince_is_stored_at_the_first_failure_and_cleared_when_the_mail_is_sent()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        setup.OnDelivery = _ => throw new IOException("connection refused");
        var first = setup.Now;
        await setup.SendAsync(mail);
        setup.Clock.Advance(TimeSpan.FromSeconds(15));
        await setup.SendAsync(mail);
        var row = await setup.RowAsync(mail);
        Assert.Equal((first, 2), (row.FailingSince, row.Attempts));

        setup.Clock.Advance(TimeSpan.FromSeconds(30));
        setup.OnDelivery = null;
        await setup.SendAsync(mail);
        Assert.Null((await setup.RowAsync(mail)).FailingSince);
    }

    [Fact]
    public async Task A_shutdown_during_delivery_releases_the_claim()
    {
        await using var setup = await MailSetup.StartAsync();
        var mail = await setup.AddMailAsync(MailKind.Confirmation);
        using var shutdown = new CancellationTokenSource();
        setup.OnDelivery = _ =>
        {
            shutdown.Cancel();
            throw new OperationCanceledException(shutdown.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.SendAsync(mail, shutdown.Token));
        Assert.True((await setup.RowAsync(mail)).CanBeClaimed(setup.Now));
    }

    private static Token LinkIn(MimeMessage message) => Token.TryParse(
        message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/confirm/", StringComparison.Ordinal)).Split('/')[^1], out var link)
        ? link
        : throw new InvalidOperationException("There is no link in the mail.");
}
