using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Corrects the e-mail address of a reservation.</summary>
public sealed class EmailModel(BookingDbContext db, CorrectEmail correct, BookingRules rules, TimeProvider clock) : ReservationPage(db)
{
    /// <summary>The suggested address when it was taken, otherwise as typed.</summary>
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

    public EmailQuestion EmailQuestion => EmailQuestion.About(Email, AskedEmails);

    /// <summary>Checks whether the address can be corrected: where a mail can be resent, or only the address is missing.</summary>
    /// <returns>The failure; null when it can.</returns>
    public static Failure? CheckCanCorrect(Reservation reservation, BookingRules rules, DateTime now) =>
        BoxOfficeRules.ChooseResendMail(reservation, rules, now) is { Succeeded: false, Failure: { Obstacle: not Obstacle.NoEmail } refusal }
            ? refusal
            : null;

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var answer = await base.OnGetAsync(cancellationToken);
        Email = Reservation?.Email;
        return answer;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => EmailQuestion.IsOpen
        ? await base.OnGetAsync(cancellationToken)
        : await RespondAsync(
            await correct.CorrectAsync(Id, Email, await ActorAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    protected override Failure? CheckAllowed(Reservation reservation) => CheckCanCorrect(reservation, rules, clock.GetUtcNow().UtcDateTime);
}
