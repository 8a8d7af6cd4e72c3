using System.Diagnostics.Metrics;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Emails.Jobs;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace BookingFlow.Tests.Emails.Jobs;

/// <summary>The program without its job server's part in it: a test calls the job, at a time that it sets.</summary>
public sealed class MailSetup : IMailDelivery, IAsyncDisposable
{
    private readonly BookingFlowApp _app;
    private readonly ServiceProvider _sender;

    private MailSetup(BookingFlowApp app)
    {
        _app = app;
        _sender = new ServiceCollection()
            .AddTransient(
                _ => ActivatorUtilities.CreateInstance<MailBatchSender>(
                    app.Services, ActivatorUtilities.CreateInstance<OutboxMailSender>(app.Services, this)))
            .BuildServiceProvider();
        Sweep = ActivatorUtilities.CreateInstance<ProcessOutboxJob>(app.Services, _sender.GetRequiredService<IServiceScopeFactory>());
    }

    /// <summary>The recurring job, which brings what it finds to this counter.</summary>
    public ProcessOutboxJob Sweep { get; }

    public TemporaryDatabase Database => _app.Database;

    public MetricCollector<int> CountedMails() => new(_app.Services.GetRequiredService<IMeterFactory>(), BookingMetrics.Name, "bookingflow.mails");

    public FakeTimeProvider Clock { get; private init; } = null!;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public List<MimeMessage> Delivered { get; } = [];

    /// <summary>What happens at the counter before a mail counts as delivered.</summary>
    public Func<MimeMessage, Task>? OnDelivery { get; set; }

    public static async Task<MailSetup> OpenAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(AMoment.Now));
        return new MailSetup(await BookingFlowApp.StartWithoutJobsAsync(clock)) { Clock = clock };
    }

    /// <summary>
    /// Owes a mail about a reservation in this state: the mail's id. Written behind the program's back, so that only the test sends it.
    /// </summary>
    public async Task<int> OweAsync(MailKind kind, ReservationStatus status = ReservationStatus.Pending)
    {
        var reservation = new AReservation().For(new APerformance().Build()).InStatus(status).Build();
        var mail = OutboxMail.Owed(kind, reservation, Now);
        await Database.AddAsync(mail);
        return mail.Id;
    }

    /// <summary>The same for many parties of one performance.</summary>
    public async Task OweManyAsync(int mails)
    {
        var performance = new APerformance().WithCapacity(2 * mails).Build();
        await Database.AddAsync(
            [
                .. Enumerable.Range(0, mails).Select(
                    _ => OutboxMail.Owed(MailKind.Ticket, new AReservation().For(performance).InStatus(ReservationStatus.Confirmed).Build(), Now)),
            ]);
    }

    /// <summary>Owes a mail to Dora, who works here: the mail's id and hers.</summary>
    public async Task<(int MailId, int StaffId)> OweDoraAsync(MailKind kind, bool switchedOff = false)
    {
        var dora = new StaffUser
        {
            UserName = "dora@staff.example",
            Email = "dora@staff.example",
            DisplayName = "Dora",
            DisabledAt = switchedOff ? Now : null,
        };
        await Database.AddAsync(dora);
        var mail = OutboxMail.OwedToStaff(kind, dora.Id, Now);
        await Database.AddAsync(mail);
        return (mail.Id, dora.Id);
    }

    public Task<string> EveryTableAsync() => _app.EveryTableAsync();

    public async Task SendAsync(int mailId, CancellationToken cancellationToken = default)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<OutboxMailSender>(scope.ServiceProvider, this).RunAsync(mailId, cancellationToken);
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

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _app.DisposeAsync();
    }
}
