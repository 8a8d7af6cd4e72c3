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
/// The "check your mail" page: shows the state of the confirmation mail, resends it and corrects its address.
/// Only the browser that made the reservation sees it (<see cref="PendingCookie"/>).
/// </summary>
public sealed class PendingModel(
    BookingDbContext db, PendingCookie pending, ResendLink resendLink, CorrectEmail correctEmail, MailSettings mail, IHostEnvironment environment,
    BookingRules rules, TimeProvider clock,
    IStringLocalizer<Words> words) : BasePage, IRateLimitedForm
{
    /// <summary>The corrected address, before validation: the suggested one when the visitor took it.</summary>
    [BindProperty]
    public string? Email
    {
        get => SuggestedEmail ?? field;
        set;
    }

    /// <summary>Sent by the button that takes the suggestion of <see cref="EmailQuestion"/>.</summary>
    [BindProperty]
    public string? SuggestedEmail { get; set; }

    /// <inheritdoc cref="EmailQuestion.Asked"/>
    [BindProperty]
    public string? AskedEmails { get; set; }

    /// <summary>Id of the rendered form. A repeated submission sends one mail.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>Null when this browser has no recent reservation.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>All reservations that were made with the same form, this one included; empty when it is the only one.</summary>
    public IReadOnlyList<GroupRow> Group { get; private set; } = [];

    public PartyMails Mails { get; private set; } = new(Latest: null, RequestCount: 0);

    /// <summary>Why the reservation no longer awaits confirmation (confirmed, cancelled, expired or closed); null while it does.</summary>
    public Failure? Settled { get; private set; }

    /// <inheritdoc cref="PartyMails.ShownState"/>
    public MailState MailState => Mails.ShownState;

    /// <summary>Whether the Development mailbox page is available.</summary>
    public bool HasMailbox => environment.IsDevelopment() && mail.Delivery == MailDeliveryKind.Folder;

    /// <summary>Whether the mail was given up because the address needs SMTPUTF8, which the mail server does not have.</summary>
    public bool NeedsAsciiEmail => MailState == MailState.GivenUp && Mails.Latest?.LastError == OutboxMail.NoSmtpUtf8;

    public EmailQuestion EmailQuestion => EmailQuestion.About(Email, AskedEmails);

    /// <inheritdoc/>
    public string? RateLimitedEmail => EmailQuestion.IsOpen ? null : EmailAddress.Read(Email) ?? Reservation?.Email;

    // Loads before FormGuard runs, which needs the reservation's address for the rate limit.
    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => await LoadAsync(context.HttpContext.RequestAborted);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Reservation is null)
        {
            await LoadAsync(cancellationToken);
        }
    }

    /// <summary>Sends the confirmation mail again.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        id => resendLink.SendAsync(id, Submission(RequestId), ClientKey, cancellationToken), cancellationToken);

    /// <summary>Corrects the address and sends the mail there.</summary>
    public async Task<IActionResult> OnPostAddressAsync(CancellationToken cancellationToken) =>
        EmailQuestion.IsOpen && Settled is null
            ? Page()
            : await ExecuteAsync(id => correctEmail.CorrectByPartyAsync(id, Email, ClientKey, cancellationToken), cancellationToken);

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        // Reload: the reservation may have changed since OnPageHandlerSelectionAsync, which may be why it was refused.
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>Validation message of the address; null when it is valid.</summary>
    public string? EmailMessage => Failure?.Fields is [var wrong, ..] ? FieldMessages.Of(wrong, words) : null;

    private async Task<IActionResult> ExecuteAsync(Func<int, Task<Result<Reservation>>> useCase, CancellationToken cancellationToken)
    {
        // Without a reservation, redirect as usual: the page then says that there is none.
        var result = pending.ReservationId(HttpContext) is { } id ? await useCase(id) : null;
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
            Settled = Mails.CheckNewLink(Reservation, clock.GetUtcNow().UtcDateTime);
            Group = Reservation.GroupId is null
                ? []
                : await db.GroupRowsAsync(Reservation, rules, clock.GetUtcNow().UtcDateTime, cancellationToken);
        }
    }
}
