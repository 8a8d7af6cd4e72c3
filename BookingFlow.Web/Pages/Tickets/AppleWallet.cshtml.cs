using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>The ticket as a file for Apple Wallet. It exists only where a certificate is configured, and until it expires.</summary>
public sealed class AppleWalletModel(
    BookingDbContext db, OfferedWallets wallets, ApplePass pass, Venue venue, BookingRules rules, PublicLinks links, TimeProvider clock)
    : BasePage
{
    [FromRoute]
    public string TicketToken { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var ticket = wallets.OffersApple(now)
            ? await db.WalletTicketAsync(TicketToken, rules, now, cancellationToken)
            : new Failure(FailureKind.NotFound);
        if (!ticket.Succeeded)
        {
            return await RefuseAsync(ticket.Failure, cancellationToken);
        }

        _ = Token.TryParse(TicketToken, out var token);

        var logo = venue.LogoId is { } id ? await db.VenueLogos.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, cancellationToken) : null;
        return File(pass.Create(WalletTicket.Of(ticket.Value, token, venue, rules, links), logo), ApplePass.ContentType, ApplePass.FileName);
    }
}
