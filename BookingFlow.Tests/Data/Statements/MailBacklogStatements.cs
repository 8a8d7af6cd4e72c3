using BookingFlow.Web.Emails;

namespace BookingFlow.Tests.Data.Statements;

public sealed class MailBacklogStatements : IStatements
{
    public Task AskAsync(SqlRecorderHost house) => new MailBacklog(house.House.Wire, house.House.Clock).ReadAsync(CancellationToken.None);
}
