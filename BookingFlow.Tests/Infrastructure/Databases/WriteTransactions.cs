using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Creates <see cref="WriteTransaction"/> instances without the service container of a use case.</summary>
public static class WriteTransactions
{
    /// <param name="mail">Receives the committed mails; null: they are not sent.</param>
    /// <param name="clock">Clock of the transactions; null: the system clock.</param>
    public static WriteTransaction Create(
        IDbContextFactory<BookingDbContext> database, BookingMetrics metrics, ICommittedMail? mail = null, TimeProvider? clock = null)
    {
        var content = new PublicContentVersion();
        return new(
            database, mail ?? new NoMail(), clock ?? TimeProvider.System, NullLogger<WriteTransaction>.Instance, metrics, content,
            new CurrentVenue(UseCaseFixture.Venue, UseCaseFixture.Rules, content), new CurrentWebhooks(), new NoWebhooks(),
            new DatabaseFaultLog(clock ?? TimeProvider.System, NullLogger<DatabaseFaultLog>.Instance));
    }

    private sealed class NoWebhooks : ICommittedWebhooks
    {
        public void DeliverSoon()
        {
        }
    }

    private sealed class NoMail : ICommittedMail
    {
        public void SendSoon(OutboxMail mail)
        {
        }

        public void SendAllDueSoon()
        {
        }
    }
}
