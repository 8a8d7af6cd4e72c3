using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Adapts the context factory of the configured provider to a factory of <see cref="BookingDbContext"/>.</summary>
/// <typeparam name="TContext">The provider's context.</typeparam>
public sealed class ProviderDbContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<BookingDbContext>
    where TContext : BookingDbContext
{
    public BookingDbContext CreateDbContext() => inner.CreateDbContext();

    public async Task<BookingDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await inner.CreateDbContextAsync(cancellationToken);
}
