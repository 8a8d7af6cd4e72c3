using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Where a mistyped address is put right.</summary>
public sealed class EmailModel(BookingDbContext db, CorrectEmail correct, BookingRules house, TimeProvider clock) : ReservationPage(db)
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>What stands against another address, whichever it is; null: nothing. That there is none yet does not.</summary>
    public static Failure? WhyNotCorrect(Reservation reservation, BookingRules house, DateTime now) =>
        DeskRules.MailAgain(reservation, house, now) is { Succeeded: false, Failure: { Obstacle: not Obstacle.NoEmail } refusal } ? refusal : null;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        Email = Reservation?.Email;
        return answer;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(
            await correct.CorrectAsync(Id, Email, await PersonAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    protected override Failure? WhyNot(Reservation reservation) => WhyNotCorrect(reservation, house, clock.GetUtcNow().UtcDateTime);
}
