using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Staff;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>The job by itself, on the whole program's services and a real database file; the post office is the test's.</summary>
public sealed class OutboxMailSenderTests
{
    [Fact]
    public async Task What_the_mail_links_to_is_known_to_the_house_before_the_mail_leaves()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        var known = false;
        office.OnDelivery = async message =>
        {
            var hash = LinkIn(message).Hash;
            known = await office.Database.ReadAsync(db => db.Tokens.AnyAsync(t => t.Hash == hash && t.Purpose == TokenPurpose.Confirmation));
        };
        await office.SendAsync(mail);
        Assert.True(known);
        Assert.NotNull((await office.RowAsync(mail)).SentAt);
    }

    [Fact]
    public async Task Every_try_is_counted_by_the_kind_of_mail_and_by_how_it_ended()
    {
        await using var office = await MailSetup.OpenAsync();
        using var mails = office.CountedMails();
        var answers = new Queue<Exception?>([new IOException("away"), null, new MailRefusedException("no such person")]);
        office.OnDelivery = _ => answers.Dequeue() is { } fault ? Task.FromException(fault) : Task.CompletedTask;
        var mail = await office.OweAsync(MailKind.Confirmation);
        await office.SendAsync(mail);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.SendAsync(mail);
        await office.SendAsync(await office.OweAsync(MailKind.Ticket, ReservationStatus.Confirmed));

        Assert.Equal(
            ["kind=confirmation outcome=failed", "kind=confirmation outcome=sent", "kind=ticket outcome=refused"],
            mails.Tags());
    }

    [Fact]
    public async Task While_one_hands_a_mail_over_nobody_else_does()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        var (atTheCounter, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        office.OnDelivery = _ => atTheCounter.TrySetResult() ? goOn.Task : Task.CompletedTask;
        var first = office.SendAsync(mail);
        await atTheCounter.Task;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.SendAsync(mail)));
        goOn.SetResult();
        await first;
        Assert.Single(office.Delivered);
    }

    [Fact]
    public async Task A_claim_keeps_others_away_until_it_ends_and_no_longer()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(mail, row => row.Claim(Guid.NewGuid(), office.Now.AddMinutes(2)));
        await office.SendAsync(mail);
        Assert.Empty(office.Delivered);

        office.Clock.Advance(TimeSpan.FromMinutes(2));
        await office.SendAsync(mail);
        Assert.Single(office.Delivered);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_loses_nothing()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        office.OnDelivery = _ => throw new IOException("ada@example.org: connection refused");
        await office.SendAsync(mail);
        var row = await office.RowAsync(mail);
        Assert.True(row.IsUnsent);
        Assert.Equal(1, row.Attempts);
        Assert.Equal(office.Now.AddSeconds(15), row.NextAttemptAt);
        Assert.DoesNotContain("ada@example.org", row.LastError, StringComparison.Ordinal);

        await office.SendAsync(mail);
        Assert.Equal(1, (await office.RowAsync(mail)).Attempts);

        office.Clock.Advance(TimeSpan.FromSeconds(15));
        office.OnDelivery = null;
        await office.SendAsync(mail);
        Assert.Single(office.Delivered);
    }

    [Fact]
    public async Task Every_attempt_has_the_same_Message_ID_and_a_link_that_works()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        var attempts = new List<MimeMessage>();
        office.OnDelivery = message =>
        {
            attempts.Add(message);
            return attempts.Count == 1 ? throw new IOException("The line went dead after the message.") : Task.CompletedTask;
        };
        await office.SendAsync(mail);
        office.Clock.Advance(TimeSpan.FromSeconds(15));
        await office.SendAsync(mail);

        Assert.Equal(2, attempts.Count);
        Assert.Equal(attempts[0].MessageId, attempts[1].MessageId);
        Assert.NotEqual(LinkIn(attempts[0]).Text, LinkIn(attempts[1]).Text);
        foreach (var hash in attempts.Select(a => LinkIn(a).Hash))
        {
            Assert.True(await office.Database.ReadAsync(db => db.Tokens.AnyAsync(t => t.Hash == hash)));
        }
    }

    [Fact]
    public async Task A_mail_that_the_server_will_never_take_is_given_up()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        office.OnDelivery = _ => throw new MailRefusedException("550 RecipientNotAccepted");
        await office.SendAsync(mail);
        var row = await office.RowAsync(mail);
        Assert.NotNull(row.GivenUpAt);
        Assert.Equal("550 RecipientNotAccepted", row.LastError);
    }

    [Theory]
    [InlineData(ReservationStatus.Cancelled, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Expired, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Confirmed, MailKind.Confirmation)]
    [InlineData(ReservationStatus.Pending, MailKind.Ticket)]
    [InlineData(ReservationStatus.Cancelled, MailKind.Ticket)]
    public async Task A_mail_that_is_of_no_use_any_more_is_not_sent(ReservationStatus status, MailKind kind)
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(kind, status);
        await office.SendAsync(mail);
        Assert.Empty(office.Delivered);
        Assert.NotNull((await office.RowAsync(mail)).GivenUpAt);
    }

    [Theory]
    [InlineData(MailKind.Invitation, 7 * 24)]
    [InlineData(MailKind.PasswordReset, 4)]
    public async Task A_colleague_s_link_is_made_when_the_mail_is_sent_and_the_house_keeps_only_its_hash(MailKind kind, int hours)
    {
        await using var office = await MailSetup.OpenAsync();
        var (mail, dora) = await office.OweDoraAsync(kind);
        Assert.Equal(0, await office.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
        await office.SendAsync(mail);

        var sent = Assert.Single(office.Delivered);
        Assert.Equal("dora@staff.example", Assert.Single(sent.To.Mailboxes).Address);
        var address = sent.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(
            word => word.Contains("/staff/", StringComparison.Ordinal));
        Assert.True(Token.TryParse(address.Split('/')[^1], out var link));
        var kept = Assert.Single(
            await office.Database.ReadAsync(db => db.StaffLinks.Where(l => l.Purpose == StaffLinkPurpose.SetPassword).ToListAsync()));
        Assert.Equal(link.Hash, kept.Hash);
        Assert.Equal((StaffLinkPurpose.SetPassword, dora, office.Now.AddHours(hours)), (kept.Purpose, kept.StaffId, kept.ExpiresAt));
        Assert.DoesNotContain(link.Text, await office.EveryTableAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_mail_to_a_colleague_needs_no_link()
    {
        await using var office = await MailSetup.OpenAsync();
        var (mail, _) = await office.OweDoraAsync(MailKind.Test);
        await office.SendAsync(mail);
        Assert.Equal("Dora", Assert.Single(Assert.Single(office.Delivered).To).Name);
        Assert.Equal(0, await office.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
    }

    [Fact]
    public async Task A_colleague_who_was_switched_off_gets_no_link_and_the_mail_is_given_up()
    {
        await using var office = await MailSetup.OpenAsync();
        var (mail, _) = await office.OweDoraAsync(MailKind.Invitation, switchedOff: true);
        await office.SendAsync(mail);
        Assert.Empty(office.Delivered);
        var row = await office.RowAsync(mail);
        Assert.Equal((office.Now, "switched off"), (row.GivenUpAt, row.LastError));
        Assert.Equal(0, await office.Database.ReadAsync(db => db.StaffLinks.CountAsync(l => l.Purpose == StaffLinkPurpose.SetPassword)));
    }

    [Theory]
    [InlineData(MailKind.ReservationCancelled, ReservationStatus.Cancelled)]
    [InlineData(MailKind.PerformanceCancelled, ReservationStatus.Cancelled)]
    [InlineData(MailKind.PerformanceCancelled, ReservationStatus.Confirmed)]
    public async Task A_party_is_told_of_a_cancellation_without_a_new_link_or_ticket(MailKind kind, ReservationStatus status)
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(kind, status);
        await office.SendAsync(mail);
        Assert.Single(office.Delivered);
        Assert.Equal(0, await office.Database.ReadAsync(db => db.Tokens.CountAsync()));
    }

    [Fact]
    public async Task It_is_written_down_since_when_a_mail_fails_and_forgotten_when_it_has_left()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        office.OnDelivery = _ => throw new IOException("connection refused");
        var first = office.Now;
        await office.SendAsync(mail);
        office.Clock.Advance(TimeSpan.FromSeconds(15));
        await office.SendAsync(mail);
        var row = await office.RowAsync(mail);
        Assert.Equal((first, 2), (row.FailingSince, row.Attempts));

        office.Clock.Advance(TimeSpan.FromSeconds(30));
        office.OnDelivery = null;
        await office.SendAsync(mail);
        Assert.Null((await office.RowAsync(mail)).FailingSince);
    }

    [Fact]
    public async Task A_program_that_shuts_down_in_the_middle_gives_the_mail_back()
    {
        await using var office = await MailSetup.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        using var shutdown = new CancellationTokenSource();
        office.OnDelivery = _ =>
        {
            shutdown.Cancel();
            throw new OperationCanceledException(shutdown.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => office.SendAsync(mail, shutdown.Token));
        Assert.True((await office.RowAsync(mail)).CanBeClaimed(office.Now));
    }

    private static Token LinkIn(MimeMessage message) => Token.TryParse(
        message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/confirm/", StringComparison.Ordinal)).Split('/')[^1], out var link)
        ? link
        : throw new InvalidOperationException("There is no link in the mail.");
}
