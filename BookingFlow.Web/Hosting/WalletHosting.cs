using BookingFlow.Web.Wallets;

namespace BookingFlow.Web.Hosting;

/// <summary>Registers what makes tickets for the wallets of phones (docs/decisions/0067).</summary>
public static class WalletHosting
{
    public static IServiceCollection AddWallets(this IServiceCollection services) => services
        .AddSingleton(provider => OfferedWallets.Read(provider.GetRequiredService<WalletSettings>()))
        .AddSingleton<ApplePass>()
        .AddSingleton<GoogleWalletLink>();
}
