namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Asks everything that one part of the program asks of the database; found and run by EveryStatementTests.</summary>
public interface IStatements
{
    static IEnumerable<IStatements> All => typeof(IStatements).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStatements)))
        .Select(type => (IStatements)Activator.CreateInstance(type)!);

    Task AskAsync(SqlRecorderHost house);
}
