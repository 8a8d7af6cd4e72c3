using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Data.Providers;

/// <summary>Hands out the chosen provider's context as the one that the program asks for.</summary>
public sealed class ProviderDbContextFactory<TContext>(IDbContextFactory<TContext> chosen) : IDbContextFactory<BookingDbContext>
    where TContext : BookingDbContext
{
    public BookingDbContext CreateDbContext() => chosen.CreateDbContext();

    public async Task<BookingDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await chosen.CreateDbContextAsync(cancellationToken);
}
