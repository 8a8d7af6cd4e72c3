using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff;

/// <summary>Requests a password link by e-mail. The response is the same for known and unknown addresses, so it does not reveal accounts.</summary>
public sealed class ForgotPasswordModel(SendPasswordLink sendPasswordLink) : BasePage, IRateLimitedForm
{
    /// <summary>
    /// Minimum duration of a response. It is longer than the insert of an outbox row, so that the response time does not reveal
    /// whether the account exists.
    /// </summary>
    private static readonly TimeSpan MinimumResponseTime = TimeSpan.FromMilliseconds(500);

    [BindProperty]
    public string? Email { get; set; }

    [FromQuery(Name = "sent")]
    public string? SentText { get; set; }

    public bool IsSent => SentText is not null && Failure is null;

    public string? RateLimitedEmail => EmailAddress.Read(Email);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var email = EmailAddress.Read(Email);
        if (FieldChecks.Email(FormField.Email, email) is { } error)
        {
            return await RefuseAsync(Failure.InvalidInput(error), cancellationToken);
        }

        var sending = sendPasswordLink.SendResetLinkAsync(email!, ClientKey, cancellationToken);
        await Task.WhenAll(sending, Task.Delay(MinimumResponseTime, cancellationToken));
        var result = await sending;
        return result.Succeeded ? SeeOtherPage("/Staff/ForgotPassword", new { sent = 1 }) : await RefuseAsync(result.Failure, cancellationToken);
    }
}
