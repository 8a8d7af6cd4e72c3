using BookingFlow.Web.Data;
using BookingFlow.Web.Emails;
using BookingFlow.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Hosting;

public sealed class MailBacklogWatchTests
{
    [Fact]
    public async Task Backlog_is_measured_every_fifteen_seconds_and_unknown_while_the_database_is_unavailable()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var contexts = new UnreliableDbContextFactory(database);
        var (clock, metrics) = (new FakeTimeProvider(new DateTimeOffset(TestTimes.Now)), database.Metrics.Booking);
        using var watch = new MailBacklogWatch(new MailBacklog(contexts, clock), metrics, clock, NullLogger<MailBacklogWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await AssertBacklogAsync((0, 0));

        await database.AddAsync(OutboxMail.ForReservation(MailKind.Ticket, new AReservation().Build(), TestTimes.Now.AddDays(1)));
        await AssertBacklogAsync((1, 0));
        contexts.IsUnavailable = true;
        await AssertBacklogAsync(null);
        contexts.IsUnavailable = false;
        await AssertBacklogAsync((1, 0));
        await watch.StopAsync(CancellationToken.None);

        // The watch may not have started its timer when the clock advances, so the clock is advanced until the value arrives.
        Task AssertBacklogAsync((int, int)? expected) => Eventually.AssertAsync(
            () =>
            {
                if (metrics.MailBacklog != expected)
                {
                    clock.Advance(TimeSpan.FromSeconds(15));
                }

                return Task.FromResult(metrics.MailBacklog == expected);
            },
            $"the backlog is reported as {expected}");
    }

    private sealed class UnreliableDbContextFactory(TemporaryDatabase database) : IDbContextFactory<BookingDbContext>
    {
        public bool IsUnavailable { get; set; }

        public BookingDbContext CreateDbContext() =>
            IsUnavailable ? throw new InvalidOperationException("The database is unavailable.") : database.CreateDbContext();
    }
}
