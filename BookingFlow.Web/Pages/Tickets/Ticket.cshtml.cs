using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Tickets;

/// <summary>The visitor's own ticket, on the phone or on paper.</summary>
public sealed class TicketModel(BookingDbContext db, PublicLinks links) : PlacePage
{
    [FromRoute]
    public string TicketToken { get; set; } = "";

    /// <summary>Null when there is no ticket to show.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>What the QR code says: the check-in link and nothing else.</summary>
    public string QrText { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var ticket = await db.TicketAsync(TicketToken, cancellationToken);
        if (!ticket.Succeeded)
        {
            return await RefuseAsync(ticket.Failure, cancellationToken);
        }

        Reservation = ticket.Value;
        QrText = Token.TryParse(TicketToken, out var token) ? links.CheckIn(token.CheckIn) : "";
        return Page();
    }
}
