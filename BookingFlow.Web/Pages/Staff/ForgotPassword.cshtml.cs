using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Where somebody who forgot the password asks for a link. The answer never tells who works here.</summary>
public sealed class ForgotPasswordModel(SendPasswordLink sendPasswordLink) : PlacePage, ILimitedForm
{
    /// <summary>Every answer takes so long, which is longer than writing down that a mail is owed: the time tells nothing either.</summary>
    private static readonly TimeSpan AnswerTakes = TimeSpan.FromMilliseconds(500);

    [BindProperty]
    public string? Email { get; set; }

    [FromQuery(Name = "sent")]
    public string? SentText { get; set; }

    public bool IsSent => SentText is not null && Failure is null;

    public string? LimitedEmail => Email;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var email = FieldChecks.Tidy(Email);
        if (FieldChecks.Email(FormField.Email, email) is { } wrong)
        {
            return await RefuseAsync(Failure.InvalidInput(wrong), cancellationToken);
        }

        var asked = sendPasswordLink.ForgottenAsync(email!, cancellationToken);
        await Task.WhenAll(asked, Task.Delay(AnswerTakes, cancellationToken));
        var result = await asked;
        return result.Succeeded ? SeeOtherPage("/Staff/ForgotPassword", new { sent = 1 }) : await RefuseAsync(result.Failure, cancellationToken);
    }
}
