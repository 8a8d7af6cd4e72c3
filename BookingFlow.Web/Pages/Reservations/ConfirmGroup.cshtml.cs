using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>The page behind the confirmation link of several reservations. GET changes nothing; POST confirms those that fit.</summary>
public sealed class ConfirmGroupModel(
    BookingDbContext db, ConfirmGroup confirm, OpenFromGroup openFromGroup, BookingRules rules, TimeProvider clock) : BasePage
{
    /// <summary>The raw confirmation token.</summary>
    [FromRoute]
    public string Token { get; set; } = "";

    /// <summary>Id of the rendered form. A repeated submission redirects to the same page again.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The reservation to open on its own.</summary>
    [BindProperty]
    public int ReservationId { get; set; }

    /// <summary>The reservations of the group; empty when the link is unknown.</summary>
    public IReadOnlyList<GroupRow> Rows { get; private set; } = [];

    /// <summary>The party token, to the page of all reservations, if there is no more to confirm; otherwise null.</summary>
    public Token? Party { get; private set; }

    /// <summary>Whether the reservations that fit can be confirmed: nothing speaks against the link.</summary>
    public bool MayConfirm => Failure is null or { Each.Count: > 0 }
        or { Kind: FailureKind.FormExpired or FailureKind.Busy or FailureKind.Unavailable or FailureKind.TooManyRequests };

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is not { } link)
        {
            return await base.RefuseAsync(new Failure(FailureKind.ConfirmationTokenInvalid), cancellationToken);
        }

        return CheckPending(link) is { } failure ? await base.RefuseAsync(failure, cancellationToken) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var result = Domain.Reservations.Token.TryParse(Token, out var link)
            ? await confirm.ConfirmAsync(link, Submission(RequestId), cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return result.Succeeded
            ? SeeOtherPage("/Party/Group", new { partyToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    /// <summary>Opens one of the reservations, to confirm it with fewer people or to join its waiting list.</summary>
    public async Task<IActionResult> OnPostOpenAsync(CancellationToken cancellationToken)
    {
        var result = Domain.Reservations.Token.TryParse(Token, out var link)
            ? await openFromGroup.OpenAsync(link.Party, ReservationId, cancellationToken)
            : new Failure(FailureKind.ConfirmationTokenInvalid);
        return result.Succeeded ? SeeOther(PathOf(result.Value)) : await RefuseAsync(result.Failure, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    // Told of the one that has seats, if there is one: its holder is led to all of them.
    private Failure? CheckPending(ReservationToken link)
    {
        var told = Rows.FirstOrDefault(row => row.HasTicket)?.Reservation ?? link.Reservation;
        return Rows.Any(row => row.State == PartyState.Pending) ? null : ConfirmationRules.CheckLink(link, told, told.Performance, Now);
    }

    private async Task<ReservationToken?> LoadAsync(CancellationToken cancellationToken)
    {
        var link = await db.FindTokenAsync(Token, TokenPurpose.Confirmation, cancellationToken);
        if (link is not null && Domain.Reservations.Token.TryParse(Token, out var token))
        {
            Rows = await db.GroupRowsAsync(link.Reservation, rules, Now, cancellationToken);
            Party = Rows.Any(row => row.State != PartyState.Pending) ? token.Party : null;
        }

        return link;
    }
}
