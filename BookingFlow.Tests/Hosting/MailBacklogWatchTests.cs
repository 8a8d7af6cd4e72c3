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
    public async Task What_is_owed_is_told_anew_every_quarter_of_a_minute_and_is_unknown_while_the_database_is_away()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        var line = new Line(database);
        var (clock, meter) = (new FakeTimeProvider(new DateTimeOffset(AMoment.Now)), database.Counted.House);
        using var watch = new MailBacklogWatch(new MailBacklog(line, clock), meter, clock, NullLogger<MailBacklogWatch>.Instance);
        await watch.StartAsync(CancellationToken.None);
        await IsToldAsync((0, 0));

        await database.AddAsync(OutboxMail.Owed(MailKind.Ticket, new AReservation().Build(), AMoment.Now.AddDays(1)));
        await IsToldAsync((1, 0));
        line.IsCut = true;
        await IsToldAsync(null);
        line.IsCut = false;
        await IsToldAsync((1, 0));
        await watch.StopAsync(CancellationToken.None);

        // The clock may be set before the watch looks at it, so it is set until the watch has seen it.
        Task IsToldAsync((int, int)? expected) => Eventually.Async(
            () =>
            {
                if (meter.MailBacklog != expected)
                {
                    clock.Advance(TimeSpan.FromSeconds(15));
                }

                return Task.FromResult(meter.MailBacklog == expected);
            },
            $"the backlog is told as {expected}");
    }

    private sealed class Line(TemporaryDatabase database) : IDbContextFactory<BookingDbContext>
    {
        public bool IsCut { get; set; }

        public BookingDbContext CreateDbContext() => IsCut ? throw new InvalidOperationException("The line is cut.") : database.CreateDbContext();
    }
}
