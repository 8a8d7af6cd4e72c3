using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>Makes the write transactions of tests that are not about a use case.</summary>
public static class Writes
{
    /// <param name="mail">Gets what is committed; null: nothing does.</param>
    public static WriteTransaction To(IDbContextFactory<BookingDbContext> database, BookingMetrics metrics, ICommittedMail? mail = null) =>
        new(database, mail ?? new NoMail(), TimeProvider.System, NullLogger<WriteTransaction>.Instance, metrics, new PublicContentVersion());

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
