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

/// <summary>The program without its job server, as its own mail delivery: tests run the jobs themselves, at a time that they set.</summary>
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
        OutboxJob = ActivatorUtilities.CreateInstance<ProcessOutboxJob>(app.Services, _sender.GetRequiredService<IServiceScopeFactory>());
    }

    /// <summary>The recurring outbox job, which delivers to this instance.</summary>
    public ProcessOutboxJob OutboxJob { get; }

    public TemporaryDatabase Database => _app.Database;

    public MetricCollector<int> CollectMailCounter() => new(_app.Services.GetRequiredService<IMeterFactory>(), BookingMetrics.Name, "bookingflow.mails");

    public FakeTimeProvider Clock { get; private init; } = null!;

    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public List<MimeMessage> Delivered { get; } = [];

    /// <summary>Runs before a mail counts as delivered; null to deliver at once. An exception fails the delivery.</summary>
    public Func<MimeMessage, Task>? OnDelivery { get; set; }

    public static async Task<MailSetup> StartAsync()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(TestTimes.Now));
        return new MailSetup(await BookingFlowApp.StartWithoutJobsAsync(clock)) { Clock = clock };
    }

    /// <summary>
    /// Adds an unsent mail about a new reservation in the given status. It is written directly to the database, so that only the test sends it.
    /// </summary>
    /// <returns>The id of the mail.</returns>
    public async Task<int> AddMailAsync(MailKind kind, ReservationStatus status = ReservationStatus.Pending)
    {
        var reservation = new AReservation().For(new APerformance().Build()).InStatus(status).Build();
        var mail = OutboxMail.ForReservation(kind, reservation, Now);
        await Database.AddAsync(mail);
        return mail.Id;
    }

    /// <summary>Adds unsent ticket mails to that many confirmed parties of one performance.</summary>
    public async Task AddMailsAsync(int mails)
    {
        var performance = new APerformance().WithCapacity(2 * mails).Build();
        await Database.AddAsync(
            [
                .. Enumerable.Range(0, mails).Select(
                    _ => OutboxMail.ForReservation(MailKind.Ticket, new AReservation().For(performance).Confirmed().Build(), Now)),
            ]);
    }

    /// <summary>Adds an unsent mail to a new staff member.</summary>
    /// <returns>The ids of the mail and the staff member.</returns>
    public async Task<(int MailId, int StaffId)> AddStaffMailAsync(MailKind kind, bool isDisabled = false)
    {
        var dora = new StaffUser
        {
            UserName = "dora@staff.example",
            Email = "dora@staff.example",
            DisplayName = "Dora",
            DisabledAt = isDisabled ? Now : null,
        };
        await Database.AddAsync(dora);
        var mail = OutboxMail.ForStaff(kind, dora.Id, Now);
        await Database.AddAsync(mail);
        return (mail.Id, dora.Id);
    }

    public Task<string> DumpTablesAsync() => _app.DumpTablesAsync();

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
