namespace BookingFlow.Web.Staff;

/// <summary>
/// How fast passwords and codes may be tried: counted for an account together with the network that it is tried from, so
/// that whoever guesses is slowed down and the steward at the door is not. In this process's memory only.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>So many attempts cost nothing: fingers slip.</summary>
    public const int FreeAttempts = 5;

    /// <summary>What the first try after those waits for, doubled with each one that follows.</summary>
    public static readonly TimeSpan InitialWait = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    /// <summary>After such a time without a try the count begins anew. Longer than any wait, or waiting would clear it.</summary>
    public static readonly TimeSpan ResetAfter = TimeSpan.FromHours(1);

    /// <summary>Beyond it the oldest are forgotten: strangers must not fill the memory.</summary>
    public const int MaxEntries = 20_000;

    // An authenticator's code is good for half a minute, and those around it are taken, too.
    private static readonly TimeSpan CodeReuseWindow = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Network), Attempts> _attempts = [];
    private readonly Dictionary<(string Account, string Code), DateTimeOffset> _usedCodes = [];

    /// <summary>
    /// Asks for one try, before anything is compared. It counts at once, so that many attempts at the same moment are many;
    /// <see cref="Succeeded"/> takes the count back.
    /// </summary>
    /// <param name="account">The normalized address, whether or not somebody has it.</param>
    /// <param name="network">As <see cref="ClientNetwork.Of"/> tells it.</param>
    /// <returns>TooManyRequests with how long to wait, or null: go on.</returns>
    public Failure? RegisterAttempt(string account, string network)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var attempts = _attempts.GetValueOrDefault((account, network));
            if (attempts is not null && now - attempts.LastAt >= ResetAfter)
            {
                attempts = null;
            }

            if (attempts is not null && now < attempts.NotBefore)
            {
                return Failure.TooManyRequests(attempts.NotBefore - now);
            }

            var count = (attempts?.Count ?? 0) + 1;
            _attempts[(account, network)] = new Attempts(count, now, now + WaitAfter(count));
            EvictOldest(now);
            return null;
        }
    }

    /// <summary>The whole of signing in went well: nothing is held against this network any more.</summary>
    public void Succeeded(string account, string network)
    {
        lock (_lock)
        {
            _attempts.Remove((account, network));
        }
    }

    /// <summary>Whether an authenticator's code is used for the first time: whoever looked over a shoulder comes too late.</summary>
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
