using System.Net;
using System.Threading.RateLimiting;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>
/// How often one client address may submit one form, and how often one e-mail address may be asked for seats: the
/// framework's rate limiter, asked with the form already read, so that a refusal can show what was typed.
/// </summary>
public sealed class RequestLimits : IDisposable
{
    private readonly bool _enabled;
    private readonly PartitionedRateLimiter<string> _perClient;
    private readonly PartitionedRateLimiter<string> _perEmail;

    public RequestLimits(RateLimitSettings settings)
    {
        _enabled = settings.Enabled;
        _perClient = Limiter(settings.PerClient, settings.PerClientWindow);
        _perEmail = Limiter(settings.PerEmail, settings.PerEmailWindow);
    }

    /// <param name="form">Which form: each has its own count.</param>
    public Failure? RefuseClient(string form, IPAddress? address) => Refuse(_perClient, $"{form} {ClientNetwork.Of(address)}");

    public Failure? RefuseEmail(string email) => Refuse(_perEmail, email.Trim().ToUpperInvariant());

    public void Dispose()
    {
        _perClient.Dispose();
        _perEmail.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window }),
        StringComparer.Ordinal);

    private Failure? Refuse(PartitionedRateLimiter<string> limiter, string key)
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

        return Failure.TooManyRequests(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1));
    }
}
