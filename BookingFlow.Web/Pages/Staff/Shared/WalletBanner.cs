using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Warns Administrators on every staff page when the certificate for Apple Wallet expires soon, or has expired.</summary>
[ViewComponent(Name = "WalletBanner")]
public sealed class WalletBanner(OfferedWallets wallets, IStringLocalizer<Words> words, TimeProvider clock) : ViewComponent
{
    public IViewComponentResult Invoke()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return View(User.IsInRole(StaffRoles.Administrator) && wallets.ExpiresSoon(now) is { } expiresAt
            ? new Phrase(words[wallets.OffersApple(now) ? "Wallet.Banner.Soon" : "Wallet.Banner.Expired"], expiresAt)
            : null);
    }
}
