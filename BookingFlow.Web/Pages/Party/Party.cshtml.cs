using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Party;

/// <summary>The party's own page: where its reservation stands, and fewer people, more, none, or back again.</summary>
/// <remarks>Its link is in every mail to the party. GET changes nothing, because mail scanners follow links.</remarks>
public sealed class PartyModel(
    BookingDbContext db,
    ChangeOwnReservation change,
    EraseReservation erase,
    OpenTicket openTicket,
    BookingRules rules,
    TimeProvider clock) : BasePage
{
    /// <summary>The raw party token.</summary>
    [FromRoute]
    public string PartyToken { get; set; } = "";

    /// <summary>Id of the rendered form. A repeated submission changes nothing more.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The number of people, before validation.</summary>
    [BindProperty]
    public string? PartySize { get; set; }

    /// <summary>The smallest number of people with which a waiting party would come, before validation.</summary>
    [BindProperty]
    public string? SmallestParty { get; set; }

    /// <summary>Number of seats to take back instead of all; empty for all.</summary>
    [BindProperty]
    public string? SmallerParty { get; set; }

    /// <summary>Whether the size has just been changed, to say so after the redirect.</summary>
    [BindProperty(SupportsGet = true, Name = "changed")]
    public bool IsChanged { get; set; }

    /// <summary>Null when the link is unknown.</summary>
    public Reservation? Reservation { get; private set; }

    public PartyState State { get; private set; }

    /// <summary>How many people are checked in.</summary>
    public int Inside { get; private set; }

    /// <summary>Until when the party can change the reservation; UTC.</summary>
    public DateTime ChangesCloseAt { get; private set; }

    public int MaxPartySize { get; private set; }

    /// <summary>The party's place on the waiting list, 1 for the first; 0 if it does not wait.</summary>
    public int Place { get; private set; }

    /// <summary>When the waiting list closes; UTC.</summary>
    public DateTime WaitingListClosesAt => rules.WaitingListClosesAt(Reservation!.Performance.StartsAt);

    /// <summary>Whether the party made other reservations with the same form.</summary>
    public bool HasGroup { get; private set; }

    public bool CanChange => State is PartyState.Pending or PartyState.Waiting or PartyState.Confirmed;

    public bool CanTakeBack => State == PartyState.Released && Reservation is { ErasedAt: null };

    public bool CanErase => Reservation is { ErasedAt: null } reservation && BoxOfficeRules.CheckErase(reservation, rules, Now) is null;

    public bool HasTicket => State is PartyState.Confirmed or PartyState.Closed or PartyState.CheckedIn;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken)
        ? Page()
        : await base.RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        ActAsync(
            token => change.ChangeAsync(token, Submission(RequestId), PartySize, SmallestParty, cancellationToken),
            cancellationToken,
            isChange: true);

    public Task<IActionResult> OnPostReleaseAsync(CancellationToken cancellationToken) =>
        ActAsync(token => change.ReleaseAsync(token, Submission(RequestId), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellationToken)
    {
        int? smallerParty = int.TryParse(SmallerParty, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : null;
        return ActAsync(token => change.TakeBackAsync(token, Submission(RequestId), smallerParty, cancellationToken), cancellationToken);
    }

    /// <summary>Erases the party's personal data, once the party can no longer come.</summary>
    public async Task<IActionResult> OnPostEraseAsync(CancellationToken cancellationToken)
    {
        var found = await db.FindTokenAsync(PartyToken, TokenPurpose.Party, cancellationToken);
        return await AnswerAsync(
            found is null
                ? new Failure(FailureKind.ConfirmationTokenInvalid)
                : await erase.EraseAsync(found.ReservationId, Actor.Party, cancellationToken),
            isChange: false,
            cancellationToken);
    }

    /// <summary>Opens the ticket. A POST, because a reservation that the box office confirmed has no ticket of this link yet.</summary>
    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellationToken)
    {
        var opened = Token.TryParse(PartyToken, out var party)
            ? await openTicket.OpenAsync(party, TokenPurpose.Party, cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return opened.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = opened.Value.Ticket.Text })
            : await RefuseAsync(opened.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    private async Task<IActionResult> ActAsync(
        Func<Token, Task<Result<Reservation>>> act, CancellationToken cancellationToken, bool isChange = false) => await AnswerAsync(
            Token.TryParse(PartyToken, out var party) ? await act(party) : new Failure(FailureKind.ConfirmationTokenInvalid),
            isChange,
            cancellationToken);

    private async Task<IActionResult> AnswerAsync(Result<Reservation> result, bool isChange, CancellationToken cancellationToken) => result.Succeeded
        ? SeeOtherPage("/Party/Party", new { PartyToken, changed = isChange ? "true" : null })
        : await RefuseAsync(result.Failure, cancellationToken);

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        Reservation = (await db.FindTokenAsync(PartyToken, TokenPurpose.Party, cancellationToken))?.Reservation;
        if (Reservation is not { } reservation)
        {
            return false;
        }

        HasGroup = reservation.GroupId is not null && await db.GroupOf(reservation).AnyAsync(r => r.Id != reservation.Id, cancellationToken);
        Inside = await db.CheckIns.Where(c => c.ReservationId == reservation.Id).SumAsync(c => c.People, cancellationToken);
        State = PartyRules.StateOf(reservation, Inside > 0, rules, Now);
        ChangesCloseAt = rules.ChangesCloseAt(reservation.Performance);
        MaxPartySize = Math.Max(reservation.PartySize, rules.MaxPartySizeFor(reservation.Performance.MaxPartySize));
        Place = State == PartyState.Waiting ? 1 + await db.WaitingBefore(reservation).CountAsync(cancellationToken) : 0;
        SmallestParty ??= reservation.SmallestParty?.ToString(CultureInfo.InvariantCulture);
        PartySize ??= reservation.PartySize.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}
