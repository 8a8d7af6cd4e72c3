using System.Net;
using System.Threading.RateLimiting;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Rate limits for the submission of a form per client network, and for reservations per e-mail address.</summary>
/// <remarks>
/// Uses the framework's rate limiter, but not its middleware, because a refusal shows the form again with its input (<c>FormGuard</c>).
/// </remarks>
public sealed class RequestLimits : IDisposable
{
    private readonly bool _enabled;
    private readonly PartitionedRateLimiter<string> _perClient;
    private readonly PartitionedRateLimiter<string> _perEmail;

    public RequestLimits(RateLimitSettings settings)
    {
        _enabled = settings.Enabled;
        _perClient = CreateLimiter(settings.PerClient, settings.PerClientWindow);
        _perEmail = CreateLimiter(settings.PerEmail, settings.PerEmailWindow);
    }

    /// <summary>Counts a submission of a form by a client.</summary>
    /// <param name="form">The form's page; each form is counted separately.</param>
    /// <param name="address">The client's address; null if not known, which counts as one client.</param>
    /// <returns><see cref="FailureKind.TooManyRequests"/> if the limit is exceeded, otherwise null.</returns>
    public Failure? CheckClient(string form, IPAddress? address) => Acquire(_perClient, $"{form} {ClientNetwork.Of(address)}");

    /// <summary>Counts a submission of a form by a known device, apart from those of its network.</summary>
    /// <param name="device">From <see cref="Pages.Shared.IRateLimitedForm.FindRateLimitedDeviceAsync"/>.</param>
    /// <returns><see cref="FailureKind.TooManyRequests"/> if the limit is exceeded, otherwise null.</returns>
    public Failure? CheckDevice(string form, string device) => Acquire(_perClient, $"{form} {device}");

    /// <summary>Counts a request for a mail to an e-mail address, however it is written.</summary>
    /// <returns><see cref="FailureKind.TooManyRequests"/> if the limit is exceeded, otherwise null.</returns>
    public Failure? CheckEmail(string email) => Acquire(_perEmail, MailboxKey.Of(email).ToString());

    public void Dispose()
    {
        _perClient.Dispose();
        _perEmail.Dispose();
    }

    private static PartitionedRateLimiter<string> CreateLimiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }),
        StringComparer.Ordinal);

    private Failure? Acquire(PartitionedRateLimiter<string> limiter, string key)
    {
        if (!_enabled)
        {
            return null;
        }

        using var lease = limiter.AttemptAcquire(key);
        if (lease.IsAcquired)
        {
            return null;
        }

        return Failure.TooManyRequests(lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1));
    }
}
