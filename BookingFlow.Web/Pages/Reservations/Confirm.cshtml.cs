using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>What the mailed link opens. Looking changes nothing, for mail scanners look too; the button confirms.</summary>
public sealed class ConfirmModel(BookingDbContext db, ConfirmReservation confirm, OpenTicket open, TimeProvider clock) : PlacePage
{
    /// <summary>The raw confirmation token, as it stands in the address.</summary>
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Names the rendered form: the same submission sent twice ends at the ticket twice.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>Take only so many seats; empty: the whole party.</summary>
    [BindProperty]
    public string? SmallerParty { get; set; }

    /// <summary>Null when the link is none of ours.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The ticket that this link leads to, where the reservation is confirmed by it.</summary>
    public Token? Ticket { get; private set; }

    /// <summary>Other performances of the show that can still be booked.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var link = await LoadAsync(cancellationToken);
        if (link is null)
        {
            return await base.RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        var failure = ConfirmationRules.WhyLinkDoesNotConfirm(link, link.Reservation, link.Reservation.Performance, Now);
        return failure is null ? Page() : await base.RefuseAsync(failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Domain.Reservations.Token.TryParse(Token, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        var request = Submission(RequestId);
        int? smaller = int.TryParse(SmallerParty, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : null;
        var result = await confirm.ConfirmAsync(link, request, smaller, cancellationToken);
        return result.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    /// <summary>For a second link of a reservation that another link confirmed.</summary>
    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellationToken)
    {
        var result = Domain.Reservations.Token.TryParse(Token, out var link)
            ? await open.OpenAsync(link, cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return result.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var link = await LoadAsync(cancellationToken);
        if (link is not null && failure.Kind == FailureKind.NotEnoughSeats)
        {
            var show = link.Reservation.Performance.Show.Slug;
            Others =
            [
                .. (
                    await db.Upcoming(Now)
                        .Where(p => p.ShowSlug == show && p.Id != link.Reservation.PerformanceId)
                        .ToListAsync(cancellationToken)).Where(p =>
                        p.IsBookable(Now)),
            ];
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<ReservationToken?> LoadAsync(CancellationToken cancellationToken)
    {
        var link = await db.FindTokenAsync(Token, TokenPurpose.Confirmation, cancellationToken);
        Reservation = link?.Reservation;
        if (link is not null && Domain.Reservations.Token.TryParse(Token, out var token))
        {
            var ticket = token.Ticket.Hash;
            Ticket = await db.Tokens.AnyAsync(t => t.Hash == ticket, cancellationToken) ? token.Ticket : null;
        }

        return link;
    }
}
