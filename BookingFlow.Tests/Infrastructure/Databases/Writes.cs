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
    /// <param name="clock">For what happens in the transactions; null: the system's.</param>
    public static WriteTransaction To(
        IDbContextFactory<BookingDbContext> database, BookingMetrics metrics, ICommittedMail? mail = null, TimeProvider? clock = null) =>
        new(database, mail ?? new NoMail(), clock ?? TimeProvider.System, NullLogger<WriteTransaction>.Instance, metrics, new PublicContentVersion());

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
