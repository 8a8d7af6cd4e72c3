using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases;

/// <summary>Base class for use-case tests on one database. Each abstract test class has one subclass per database provider.</summary>
public abstract class UseCaseTests(DatabaseDialect dialect) : IAsyncLifetime
{
    protected UseCaseHost Host { get; private set; } = null!;

    protected DatabaseDialect Dialect => dialect;

    public virtual async ValueTask InitializeAsync() => Host = await UseCaseHost.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        // Null when the test was skipped: initialization then never ran to the end.
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
