using BookingFlow.Web.Wallets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookingFlow.Web.Hosting.Health;

/// <summary>Checks that the certificate for Apple Wallet is valid for some time. Degraded at worst: tickets are valid without a wallet.</summary>
internal sealed class WalletCheck(OfferedWallets wallets, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(wallets.ExpiresSoon(clock.GetUtcNow().UtcDateTime) is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
}
