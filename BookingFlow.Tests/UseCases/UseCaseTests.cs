using BookingFlow.Web.Data;

namespace BookingFlow.Tests.UseCases;

/// <summary>What can happen in a house, on one of the two databases. Each class of tests has a twin for the other.</summary>
public abstract class UseCaseTests(DatabaseDialect dialect) : IAsyncLifetime
{
    protected UseCaseHost House { get; private set; } = null!;

    protected DatabaseDialect Dialect => dialect;

    public virtual async ValueTask InitializeAsync() => House = await UseCaseHost.CreateAsync(dialect);

    public async ValueTask DisposeAsync()
    {
        // There is no house where the test was left out.
        if (House is not null)
        {
            await House.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
