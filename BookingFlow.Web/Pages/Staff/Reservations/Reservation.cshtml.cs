using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>One reservation: the party, its whole story, and what can be done for it now.</summary>
public sealed class ReservationModel(
    BookingDbContext db, ConfirmForParty confirm, ResendMail send, PrintTicket print, BookingRules house, TimeProvider clock,
    IStringLocalizer<Words> words) : ReservationPage(db)
{
    public IReadOnlyList<HistoryLine> Story { get; private set; } = [];

    /// <summary>Against confirming it for the party; null: nothing.</summary>
    public Failure? WhyNotConfirm => DeskRules.WhyNotConfirm(Reservation!, house, Now);

    public bool CanPrint => DeskRules.WhyNoTicket(Reservation!) is null;

    /// <summary>Which mail can be sent once more; null: none.</summary>
    public MailKind? MailAgain => DeskRules.MailAgain(Reservation!, house, Now) is { Succeeded: true, Value: var kind } ? kind : null;

    public bool CanChangeParty => DeskRules.WhyNotChange(Reservation!, Reservation!.PartySize, IsInside, house, Now) is null;

    public bool CanCorrectEmail => EmailModel.WhyNotCorrect(Reservation!, house, Now) is null;

    /// <summary>What has expired holds no seats and waits for nothing: there is nothing to cancel.</summary>
    public bool CanCancel => Reservation!.Status != ReservationStatus.Expired && DeskRules.WhyNotCancel(Reservation, IsInside) is null;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await confirm.ConfirmAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Confirmed, cancellationToken);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await send.SendAsync(Id, await PersonAsync(cancellationToken), cancellationToken), Done.Sent, cancellationToken);

    public async Task<IActionResult> OnPostPrintAsync(CancellationToken cancellationToken)
    {
        var result = await print.PrintAsync(Id, await PersonAsync(cancellationToken), cancellationToken);
        return result.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        Story = Reservation is null ? [] : await Db.StoryAsync(Reservation, words, Now, cancellationToken);
    }
}
