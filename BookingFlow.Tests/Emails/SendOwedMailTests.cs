using BookingFlow.Tests.Builders;
using BookingFlow.Tests.Infrastructure;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Emails;

/// <summary>The job by itself, on the whole program's services and a real database file; the post office is the test's.</summary>
public sealed class SendOwedMailTests
{
    [Fact]
    public async Task What_the_mail_links_to_is_known_to_the_house_before_the_mail_leaves()
    {
        await using var office = await PostOffice.OpenAsync();
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
    public async Task While_one_hands_a_mail_over_nobody_else_does()
    {
        await using var office = await PostOffice.OpenAsync();
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
        await using var office = await PostOffice.OpenAsync();
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
        await using var office = await PostOffice.OpenAsync();
        var mail = await office.OweAsync(MailKind.Confirmation);
        office.OnDelivery = _ => throw new IOException("ada@example.org: connection refused");
        await office.SendAsync(mail);
        var row = await office.RowAsync(mail);
        Assert.True(row.IsOwed);
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
        await using var office = await PostOffice.OpenAsync();
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
        await using var office = await PostOffice.OpenAsync();
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
        await using var office = await PostOffice.OpenAsync();
        var mail = await office.OweAsync(kind, status);
        await office.SendAsync(mail);
        Assert.Empty(office.Delivered);
        Assert.NotNull((await office.RowAsync(mail)).GivenUpAt);
    }

    [Fact]
    public async Task A_program_that_shuts_down_in_the_middle_gives_the_mail_back()
    {
        await using var office = await PostOffice.OpenAsync();
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

    [Fact]
    public async Task The_sweep_finds_what_is_due_and_leaves_what_is_not()
    {
        await using var office = await PostOffice.OpenAsync();
        var due = await office.OweAsync(MailKind.Confirmation);
        var later = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(later, row => row.Failed("down", office.Now.AddMinutes(1)));
        var claimed = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(claimed, row => row.Claim(Guid.NewGuid(), office.Now.AddMinutes(1)));
        var sent = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(sent, row => row.Sent(office.Now));
        var orphaned = await office.OweAsync(MailKind.Confirmation);
        await office.ChangeAsync(orphaned, row => row.Claim(Guid.NewGuid(), office.Now.AddMinutes(-1)));

        var jobs = new RecordedJobs();
        await new SweepOutbox(office.Database, jobs, office.Clock).RunAsync(CancellationToken.None);
        Assert.Equal([due, orphaned], jobs.Mails);
    }

    private static Token LinkIn(MimeMessage message) => Token.TryParse(
        message.TextBody!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .First(word => word.Contains("/confirm/", StringComparison.Ordinal)).Split('/')[^1], out var link)
        ? link
        : throw new InvalidOperationException("There is no link in the mail.");

    /// <summary>The program without its job server's part in it: a test calls the job, at a time that it sets.</summary>
    private sealed class PostOffice : IMailDelivery, IAsyncDisposable
    {
        private readonly BookingFlowApp _app;

        private PostOffice(BookingFlowApp app) => _app = app;

        public TemporaryDatabase Database => _app.Database;

        public FakeTimeProvider Clock { get; private init; } = null!;

        public DateTime Now => Clock.GetUtcNow().UtcDateTime;

        public List<MimeMessage> Delivered { get; } = [];

        /// <summary>What happens at the counter before a mail counts as delivered.</summary>
        public Func<MimeMessage, Task>? OnDelivery { get; set; }

        public static async Task<PostOffice> OpenAsync()
        {
            var clock = new FakeTimeProvider(new DateTimeOffset(AMoment.Now));
            return new PostOffice(await BookingFlowApp.StartWithoutJobsAsync(clock)) { Clock = clock };
        }

        /// <summary>Owes a mail about a reservation in this state: the mail's id. Written behind the program's back, so that only the test sends it.</summary>
        public async Task<int> OweAsync(MailKind kind, ReservationStatus status = ReservationStatus.Pending)
        {
            var reservation = new AReservation().For(new APerformance().Build()).InStatus(status).Build();
            var mail = OutboxMail.Owed(kind, reservation, Now);
            await Database.AddAsync(mail);
            return mail.Id;
        }

        public async Task SendAsync(int mailId, CancellationToken cancellationToken = default)
        {
            await using var scope = _app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<SendOwedMail>(scope.ServiceProvider, this).RunAsync(mailId, cancellationToken);
        }

        public Task<OutboxMail> RowAsync(int mailId) => Database.ReadAsync(db => db.Outbox.SingleAsync(m => m.Id == mailId));

        public async Task ChangeAsync(int mailId, Action<OutboxMail> change)
        {
            await using var db = Database.CreateDbContext();
            change(await db.Outbox.SingleAsync(m => m.Id == mailId));
            await db.SaveChangesAsync();
        }

        public async Task DeliverAsync(MimeMessage message, CancellationToken cancellationToken)
        {
            await (OnDelivery?.Invoke(message) ?? Task.CompletedTask);
            lock (Delivered)
            {
                Delivered.Add(message);
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
