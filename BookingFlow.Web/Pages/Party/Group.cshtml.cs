using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Party;

/// <summary>All reservations that a party made with one form: where each stands, its ticket, and its own page.</summary>
/// <remarks>Opened with the party token of any of them; a ticket, which may be shown around, does not lead here. GET changes nothing.</remarks>
public sealed class GroupModel(
    BookingDbContext db, OpenFromGroup openFromGroup, OpenTicket openTicket, BookingRules rules, TimeProvider clock) : BasePage
{
    /// <summary>The raw party token.</summary>
    [FromRoute]
    public string PartyToken { get; set; } = "";

    /// <summary>The reservation to open.</summary>
    [BindProperty]
    public int ReservationId { get; set; }

    /// <summary>The reservations; empty when the link is unknown.</summary>
    public IReadOnlyList<GroupRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return Rows.Count > 0 ? Page() : await base.RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
    }

    /// <summary>Opens a reservation's own page; that of its confirmation link if it is pending.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        return opened.Succeeded ? SeeOther(PathOf(opened.Value)) : await RefuseAsync(opened.Failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        var party = opened.Succeeded
            ? await openTicket.OpenAsync(opened.Value.Link.Party, TokenPurpose.Party, cancellationToken)
            : opened.Failure;
        return party.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = party.Value.Ticket.Text })
            : await RefuseAsync(party.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<Result<OpenedReservation>> OpenAsync(CancellationToken cancellationToken) => Token.TryParse(PartyToken, out var party)
        ? await openFromGroup.OpenAsync(party, ReservationId, cancellationToken)
        : new Failure(FailureKind.ConfirmationTokenInvalid);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var link = await db.FindTokenAsync(PartyToken, TokenPurpose.Party, cancellationToken);
        Rows = link is null ? [] : await db.GroupRowsAsync(link.Reservation, rules, clock.GetUtcNow().UtcDateTime, cancellationToken);
    }
}
