namespace BookingFlow.Web.Pages.Shared;

/// <summary>A page with a form for unauthenticated visitors. Submissions are limited per client and per e-mail address.</summary>
public interface IRateLimitedForm
{
    /// <summary>The address that the submission would send a mail to; null when it sends none.</summary>
    string? RateLimitedEmail { get; }

    /// <summary>Finds the device whose submissions are counted instead of those of the client's network.</summary>
    /// <remarks>Only a device that is known by a proof, or an attacker would have as many counts as they like.</remarks>
    /// <returns>The key of the count; null to count the network.</returns>
    Task<string?> FindRateLimitedDeviceAsync() => Task.FromResult<string?>(null);
}
