using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>One reservation: the party, its history, and the actions that are possible now.</summary>
public sealed class ReservationModel(
    BookingDbContext db, ConfirmForParty confirm, ResendMail send, PrintTicket print, ReinstateReservation reinstate, BookingRules rules,
    TimeProvider clock, IStringLocalizer<Words> words) : ReservationPage(db)
{
    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>Why staff cannot confirm the reservation for the party; null: they can.</summary>
    public Failure? ConfirmRefusal => BoxOfficeRules.CheckConfirm(Reservation!, rules, Now);

    /// <summary>Why the cancellation cannot be undone; null: it can.</summary>
    public Failure? ReinstateRefusal => BoxOfficeRules.CheckReinstate(Reservation!, rules, Now);

    /// <summary>The other reservations that the party made with the same form.</summary>
    public IReadOnlyList<Reservation> Group { get; private set; } = [];

    /// <summary>Number of tickets that the party has for upcoming performances, under the same address.</summary>
    public int Tickets { get; private set; }

    public bool CanPrint => BoxOfficeRules.CheckPrintTicket(Reservation!) is null;

    /// <summary>The mail that can be resent; null: none.</summary>
    public MailKind? ResendableMail =>
        BoxOfficeRules.ChooseResendMail(Reservation!, rules, Now) is { Succeeded: true, Value: var kind } ? kind : null;

    /// <summary>Why the confirmation mail is held back, as a key of the staff's word file; null: it is not.</summary>
    public string? HeldBackBecause { get; private set; }

    public bool CanChangeParty => BoxOfficeRules.CheckPartySize(
        Reservation!, Reservation!.PartySize, Reservation.AccessPlaces, IsInside, rules, Now) is null;

    public bool CanCorrectEmail => EmailModel.CheckCanCorrect(Reservation!, rules, Now) is null;

    /// <summary>Whether the reservation can be cancelled. False for an expired one, which holds no seats.</summary>
    public bool CanCancel => Reservation!.Status != ReservationStatus.Expired && BoxOfficeRules.CheckCancel(Reservation, IsInside) is null;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) =>
        await RespondAsync(await confirm.ConfirmAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Confirmed, cancellationToken);

    public async Task<IActionResult> OnPostReinstateAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await reinstate.ReinstateAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Undone, cancellationToken);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken) =>
        await RespondAsync(await send.SendAsync(Id, await ActorAsync(cancellationToken), cancellationToken), Done.Sent, cancellationToken);

    public async Task<IActionResult> OnPostPrintAsync(CancellationToken cancellationToken)
    {
        var result = await print.PrintAsync(Id, await ActorAsync(cancellationToken), cancellationToken);
        return result.Succeeded
            ? SeeOtherPage("/Tickets/Ticket", new { ticketToken = result.Value.Text })
            : await RefuseAsync(result.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        HeldBackBecause = await Db.Outbox.Where(m => m.ReservationId == Id).Where(MailStates.Matches(MailState.HeldBack))
            .OrderBy(m => m.Id).Select(m => m.LastError).FirstOrDefaultAsync(cancellationToken);
        Tickets = Reservation is null ? 0 : await Db.TicketsOfParty(Reservation, rules, Now).CountAsync(cancellationToken);
        Group = Reservation is not { GroupId: { } group } reservation
            ? []
            : await Db.Reservations.AsNoTracking().Include(r => r.Performance.Show)
                .Where(r => r.GroupId == group && r.Id != reservation.Id)
                .OrderBy(r => r.Performance.StartsAt).ThenBy(r => r.Id)
                .ToListAsync(cancellationToken);
        History = Reservation is null ? [] : await Db.HistoryAsync(Reservation, words, Now, cancellationToken);
    }
}
