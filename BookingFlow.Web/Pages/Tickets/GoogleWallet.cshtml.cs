using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Wallets;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>Leads to Google, with the ticket in the address. It exists only where a key is configured.</summary>
/// <remarks>
/// A page of its own, so that the long address is made only for visitors who ask for it. The check-in address is in it, because the code that Google
/// shows must be the one on the ticket; the address of the ticket is not, and browsers send no Referer from here.
/// </remarks>
public sealed class GoogleWalletModel(
    BookingDbContext db, OfferedWallets wallets, GoogleWalletLink link, Venue venue, BookingRules rules, PublicLinks links, TimeProvider clock)
    : BasePage
{
    [FromRoute]
    public string TicketToken { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var ticket = wallets.Google is null
            ? new Failure(FailureKind.NotFound)
            : await db.WalletTicketAsync(TicketToken, rules, clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (!ticket.Succeeded)
        {
            return await RefuseAsync(ticket.Failure, cancellationToken);
        }

        _ = Token.TryParse(TicketToken, out var token);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return SeeOther(link.Create(WalletTicket.Of(ticket.Value, token, venue, rules, links), language));
    }
}
