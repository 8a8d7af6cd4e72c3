namespace BookingFlow.Web.Pages.Shared;

/// <summary>A page with a form for unauthenticated visitors. Submissions are limited per client address and per e-mail address.</summary>
public interface IRateLimitedForm
{
    /// <summary>The address that the submission would send a mail to; null when it sends none.</summary>
    string? RateLimitedEmail { get; }
}
