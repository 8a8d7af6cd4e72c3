using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>The page behind the confirmation link. GET changes nothing, because mail scanners follow links; POST confirms.</summary>
public sealed class ConfirmModel(
    BookingDbContext db,
    ConfirmReservation confirmReservation,
    JoinWaitingList joinWaitingList,
    ChangeOwnReservation change,
    OpenTicket openTicket,
    ReserveAgainCookie again,
    BookingRules rules,
    TimeProvider clock) : BasePage
{
    /// <summary>The raw confirmation token.</summary>
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Id of the rendered form. A repeated submission redirects to the ticket again.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>Number of seats to confirm instead of the whole party; empty for the whole party.</summary>
    [BindProperty]
    public string? SmallerParty { get; set; }

    /// <summary>The smallest number of people with which the party would come from the waiting list, before validation.</summary>
    [BindProperty]
    public string? SmallestParty { get; set; }

    /// <summary>Null when the link is unknown.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The party token, if the party's page can be opened from this link; otherwise null.</summary>
    public Token? Party { get; private set; }

    /// <summary>The ticket token, if the reservation was confirmed by this link; otherwise null.</summary>
    public Token? Ticket { get; private set; }

    /// <summary>Other performances of the show that can still be booked.</summary>
    public IReadOnlyList<PerformanceListing> Others { get; private set; } = [];

    /// <summary>The party's place on the waiting list, 1 for the first; 0 if it does not wait.</summary>
    public int Place { get; private set; }

    /// <summary>When the waiting list closes; UTC.</summary>
    public DateTime WaitingListClosesAt => rules.WaitingListClosesAt(Reservation!.Performance.StartsAt);

    /// <summary>
    /// Whether the waiting list is offered: it is open, and there are too few seats for a party that has asked for it or was refused.
    /// </summary>
    public bool OffersWaitingList => Reservation is { Status: ReservationStatus.Pending } reservation
        && WaitingListRules.IsOpen(reservation.Performance, rules, Now)
        && (Failure is { Kind: FailureKind.NotEnoughSeats or FailureKind.InvalidInput }
            || (Failure is null && reservation.SmallestParty is not null
                && reservation.Performance.CheckSeats(reservation.PartySize, reservation.AccessPlaces) is not null));

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var link = await LoadAsync(cancellationToken);
        if (link is null)
        {
            return await base.RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        var failure = ConfirmationRules.CheckLink(link, link.Reservation, link.Reservation.Performance, Now);
        return failure is null ? Page() : await base.RefuseAsync(failure, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Domain.Reservations.Token.TryParse(Token, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        var request = Submission(RequestId);
        int? smallerParty = int.TryParse(SmallerParty, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : null;
        var result = await confirmReservation.ConfirmAsync(link, request, smallerParty, cancellationToken);
        return result.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    /// <summary>Joins the waiting list, or gets the seats if they are left after all.</summary>
    public async Task<IActionResult> OnPostJoinAsync(CancellationToken cancellationToken)
    {
        if (!Domain.Reservations.Token.TryParse(Token, out var link))
        {
            return await RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        var joined = await joinWaitingList.JoinAsync(link, SmallestParty, cancellationToken);
        if (!joined.Succeeded)
        {
            return await RefuseAsync(joined.Failure, cancellationToken);
        }

        if (joined.Value.Status == ReservationStatus.Waiting)
        {
            return SeeOtherPage("/Reservations/Confirm", new { Token });
        }

        var opened = await openTicket.OpenAsync(link, TokenPurpose.Confirmation, cancellationToken);
        return opened.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = opened.Value.Ticket.Text })
            : await RefuseAsync(opened.Failure, cancellationToken);
    }

    /// <summary>Leaves the waiting list.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken cancellationToken)
    {
        var left = Domain.Reservations.Token.TryParse(Token, out var link)
            ? await change.ReleaseAsync(link.Party, Submission(RequestId), cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return left.Succeeded ? SeeOtherPage("/Reservations/Confirm", new { Token }) : await RefuseAsync(left.Failure, cancellationToken);
    }

    /// <summary>Opens the party's page from a link of version 0.1, whose mail did not have it.</summary>
    public async Task<IActionResult> OnPostPartyAsync(CancellationToken cancellationToken)
    {
        var result = Domain.Reservations.Token.TryParse(Token, out var link)
            ? await openTicket.OpenAsync(link, TokenPurpose.Confirmation, cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return result.Succeeded
            ? SeeOtherPage("/Party/Party", new { partyToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    /// <summary>Leads from an expired link to the reservation form, filled in with the details of its reservation.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken)
    {
        var link = await LoadAsync(cancellationToken);
        var failure = link is null
            ? new Failure(FailureKind.ConfirmationTokenInvalid)
            : ConfirmationRules.CheckLink(link, link.Reservation, link.Reservation.Performance, Now);
        if (failure?.Kind != FailureKind.ConfirmationTokenExpired)
        {
            return failure is null ? Page() : await RefuseAsync(failure, cancellationToken);
        }

        again.Remember(link!.Reservation, HttpContext);
        return SeeOtherPage("/Performances/Reserve", new { id = link.Reservation.PerformanceId });
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        var link = await LoadAsync(cancellationToken);
        if (link is not null && failure.Kind == FailureKind.NotEnoughSeats)
        {
            var slug = link.Reservation.Performance.Show.Slug;
            Others =
            [
                .. (
                    await db.Upcoming(Now)
                        .Where(p => p.ShowSlug == slug && p.Id != link.Reservation.PerformanceId)
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
        if (Reservation is { Status: ReservationStatus.Waiting } waiting)
        {
            Place = 1 + await db.WaitingBefore(waiting).CountAsync(cancellationToken);
        }

        SmallestParty ??= Reservation?.SmallestParty?.ToString(CultureInfo.InvariantCulture);
        if (link is not null && Domain.Reservations.Token.TryParse(Token, out var token))
        {
            var (party, ticket) = (token.Party, token.Party.Ticket);
            byte[][] hashes = [party.Hash, ticket.Hash];
            var purposes = await db.Tokens.Where(t => hashes.Contains(t.Hash)).Select(t => t.Purpose).ToListAsync(cancellationToken);
            Party = purposes.Contains(TokenPurpose.Party) ? party : null;
            Ticket = purposes.Contains(TokenPurpose.Ticket) ? ticket : null;
        }

        return link;
    }
}
