using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>The ticket page, for the phone and for printing.</summary>
public sealed class TicketModel(
    BookingDbContext db, PublicLinks links, OfferedWallets wallets, BookingRules rules, TimeProvider clock) : BasePage
{
    [FromRoute]
    public string TicketToken { get; set; } = "";

    /// <summary>The confirmed reservation; null when there is no valid ticket.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>Content of the QR code: the check-in link.</summary>
    public string QrText { get; private set; } = "";

    /// <summary>Whether the ticket can be added to Apple Wallet.</summary>
    public bool OffersApple { get; private set; }

    /// <summary>Whether the ticket can be added to Google Wallet.</summary>
    public bool OffersGoogle { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var ticket = await db.TicketAsync(TicketToken, cancellationToken);
        if (!ticket.Succeeded)
        {
            return await RefuseAsync(ticket.Failure, cancellationToken);
        }

        Reservation = ticket.Value;
        QrText = Token.TryParse(TicketToken, out var token) ? links.CheckIn(token.CheckIn) : "";
        await OfferWalletsAsync(ticket.Value, cancellationToken);
        return Page();
    }

    private async Task OfferWalletsAsync(Reservation reservation, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (wallets.IsConfigured && await db.CanBeInWalletAsync(reservation, rules, now, cancellationToken))
        {
            (OffersApple, OffersGoogle) = (wallets.OffersApple(now), wallets.Google is not null);
        }
    }
}
