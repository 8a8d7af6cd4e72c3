using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Reservations;

/// <summary>
/// "Check your mail", for the browser that has just asked for seats: what became of the mail, the same mail once more,
/// and another address. Any other browser learns nothing.
/// </summary>
public sealed class PendingModel(
    BookingDbContext db, PendingCookie pending, ResendLink again, CorrectEmail correct, MailSettings mail, IHostEnvironment environment,
    TimeProvider clock,
    IStringLocalizer<Words> words) : PlacePage, ILimitedForm
{
    /// <summary>Another address, as it was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Names the rendered form: the same submission sent twice is one mail.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>Null when this browser has not asked for anything lately.</summary>
    public Reservation? Reservation { get; private set; }

    public PartyMails Mails { get; private set; } = new(Newest: null, AskedFor: 0);

    /// <summary>Why the party waits for no mail any more; null: it does.</summary>
    public Failure? Settled { get; private set; }

    /// <summary>How far the newest mail has come.</summary>
    public MailState MailState => MailStates.Of(Mails.Newest?.SentAt, Mails.Newest?.GivenUpAt, Mails.Newest?.FailingSince);

    /// <summary>In Development the mail lies in a folder that has a page.</summary>
    public bool HasMailbox => environment.IsDevelopment() && mail.Delivery == MailDeliveryKind.Folder;

    /// <inheritdoc/>
    public string? LimitedEmail => string.IsNullOrWhiteSpace(Email) ? Reservation?.Email : Email;

    // Before the guard of all forms, which asks for the address that a mail would go to.
    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => await LoadAsync(context.HttpContext.RequestAborted);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Reservation is null)
        {
            await LoadAsync(cancellationToken);
        }
    }

    /// <summary>The same mail once more.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken) => await AnswerAsync(
        id => again.SendAsync(id, Submission(RequestId), cancellationToken), cancellationToken);

    /// <summary>The mail goes to another address.</summary>
    public async Task<IActionResult> OnPostAddressAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(id => correct.CorrectByPartyAsync(id, Email, cancellationToken), cancellationToken);

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // What stood in the way may have come about just now.
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>What would be right for the address; null when it is.</summary>
    public string? EmailMessage => Failure?.Fields is [var wrong, ..] ? FieldMessages.Of(wrong, words) : null;

    private async Task<IActionResult> AnswerAsync(Func<int, Task<Result<Reservation>>> act, CancellationToken cancellationToken)
    {
        // A browser without a reservation is shown what everybody without one is shown.
        var result = pending.ReservationId(HttpContext) is { } id ? await act(id) : null;
        return result is { Failure: { } failure } ? await RefuseAsync(failure, cancellationToken) : SeeOtherPage("/Reservations/Pending");
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (pending.ReservationId(HttpContext) is not { } id)
        {
            return;
        }

        Reservation = await db.Reservations.AsNoTracking()
            .Include(r => r.Performance.Show)
            .Include(r => r.Performance.Room)
            .SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (Reservation is not null)
        {
            Mails = await db.PartyMailsAsync(id, cancellationToken);
            Settled = Mails.WhySettled(Reservation, clock.GetUtcNow().UtcDateTime);
        }
    }
}
