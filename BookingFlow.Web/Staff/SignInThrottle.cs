namespace BookingFlow.Web.Staff;

/// <summary>Throttles attempts to sign in, per account and client: a device on which the account has signed in before, or else a network.</summary>
/// <remarks>
/// Counting the client too means that guessing from elsewhere, or from another device on the same network, does not lock out the staff member
/// (docs/decisions/0021). The counts are kept in the memory of this process only.
/// </remarks>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>Number of attempts before the first wait, to allow for typing errors.</summary>
    public const int FreeAttempts = 5;

    /// <summary>Wait after the free attempts, doubled with each further attempt.</summary>
    public static readonly TimeSpan InitialWait = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    /// <summary>Time without an attempt after which the count is reset. Longer than <see cref="MaxWait"/>, or waiting would reset it.</summary>
    public static readonly TimeSpan ResetAfter = TimeSpan.FromHours(1);

    /// <summary>Maximum number of counts; the oldest are evicted, so that unauthenticated clients cannot exhaust the memory.</summary>
    public const int MaxEntries = 20_000;

    // A code is valid for 30 seconds, and Identity also accepts the codes shortly before and after it.
    private static readonly TimeSpan CodeReuseWindow = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Client), Attempts> _attempts = [];
    private readonly Dictionary<(string Account, string Code), DateTimeOffset> _usedCodes = [];

    /// <summary>Counts an attempt if it is allowed now. Call before the password or code is checked.</summary>
    /// <remarks>Counting in advance also limits concurrent attempts. <see cref="Succeeded"/> resets the count.</remarks>
    /// <param name="account">The normalized e-mail address, whether or not such an account exists.</param>
    /// <param name="client">From <see cref="StaffDevices.Find"/>, or <see cref="ClientNetwork.Of"/> for any other device.</param>
    /// <returns>TooManyRequests with the time to wait, or null if the attempt is allowed.</returns>
    public Failure? RegisterAttempt(string account, string client)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var attempts = _attempts.GetValueOrDefault((account, client));
            if (attempts is not null && now - attempts.LastAt >= ResetAfter)
            {
                attempts = null;
            }

            if (attempts is not null && now < attempts.NotBefore)
            {
                return Failure.TooManyRequests(attempts.NotBefore - now);
            }

            var count = (attempts?.Count ?? 0) + 1;
            _attempts[(account, client)] = new Attempts(count, now, now + WaitAfter(count));
            EvictOldest(now);
            return null;
        }
    }

    /// <summary>Resets the count for the account and client after a complete sign-in.</summary>
    public void Succeeded(string account, string client)
    {
        lock (_lock)
        {
            _attempts.Remove((account, client));
        }
    }

    /// <summary>Records the use of an authenticator code, and returns false if it was used before. Prevents replay of an observed code.</summary>
    public bool IsFirstUse(string account, string code)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var old in _usedCodes.Where(used => now - used.Value >= CodeReuseWindow).Select(used => used.Key).ToList())
            {
                _usedCodes.Remove(old);
            }

            return _usedCodes.TryAdd((account, code), now);
        }
    }

    private static TimeSpan WaitAfter(int count) => count < FreeAttempts
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(MaxWait.TotalSeconds, InitialWait.TotalSeconds * Math.Pow(2, Math.Min(count - FreeAttempts, 20))));

    private void EvictOldest(DateTimeOffset now)
    {
        if (_attempts.Count <= MaxEntries)
        {
            return;
        }

        foreach (var (key, attempts) in _attempts.OrderBy(entry => entry.Value.LastAt).ToList())
        {
            if (now - attempts.LastAt < ResetAfter && _attempts.Count <= MaxEntries / 2)
            {
                break;
            }

            _attempts.Remove(key);
        }
    }

    private sealed record Attempts(int Count, DateTimeOffset LastAt, DateTimeOffset NotBefore);
}
