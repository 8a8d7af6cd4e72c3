namespace BookingFlow.Web.Staff;

/// <summary>
/// How fast passwords and codes may be tried: counted for an account together with the network that it is tried from, so
/// that whoever guesses is slowed down and the steward at the door is not. In this process's memory only.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>So many tries cost nothing: fingers slip.</summary>
    public const int FreeTries = 5;

    /// <summary>What the first try after those waits for, doubled with each one that follows.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);

    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>After such a time without a try the count begins anew. Longer than any wait, or waiting would clear it.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    /// <summary>Beyond it the oldest are forgotten: strangers must not fill the memory.</summary>
    public const int MostRemembered = 20_000;

    // An authenticator's code is good for half a minute, and those around it are taken, too.
    private static readonly TimeSpan CodeIsGood = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Network), Tries> _tries = [];
    private readonly Dictionary<(string Account, string Code), DateTimeOffset> _usedCodes = [];

    /// <summary>
    /// Asks for one try, before anything is compared. It counts at once, so that many tries at the same moment are many;
    /// <see cref="Succeeded"/> takes the count back.
    /// </summary>
    /// <param name="account">The normalized address, whether or not somebody has it.</param>
    /// <param name="network">As <see cref="ClientNetwork.Of"/> tells it.</param>
    /// <returns>TooManyRequests with how long to wait, or null: go on.</returns>
    public Failure? WhyNot(string account, string network)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var tries = _tries.GetValueOrDefault((account, network));
            if (tries is not null && now - tries.LastAt >= ForgottenAfter)
            {
                tries = null;
            }

            if (tries is not null && now < tries.NotBefore)
            {
                return Failure.TooManyRequests(tries.NotBefore - now);
            }

            var count = (tries?.Count ?? 0) + 1;
            _tries[(account, network)] = new Tries(count, now, now + WaitAfter(count));
            MakeRoom(now);
            return null;
        }
    }

    /// <summary>The whole of signing in went well: nothing is held against this network any more.</summary>
    public void Succeeded(string account, string network)
    {
        lock (_lock)
        {
            _tries.Remove((account, network));
        }
    }

    /// <summary>Whether an authenticator's code is used for the first time: whoever looked over a shoulder comes too late.</summary>
    public bool IsFirstUse(string account, string code)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            foreach (var old in _usedCodes.Where(used => now - used.Value >= CodeIsGood).Select(used => used.Key).ToList())
            {
                _usedCodes.Remove(old);
            }

            return _usedCodes.TryAdd((account, code), now);
        }
    }

    private static TimeSpan WaitAfter(int count) => count < FreeTries
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(count - FreeTries, 20))));

    private void MakeRoom(DateTimeOffset now)
    {
        if (_tries.Count <= MostRemembered)
        {
            return;
        }

        foreach (var (key, tries) in _tries.OrderBy(entry => entry.Value.LastAt).ToList())
        {
            if (now - tries.LastAt < ForgottenAfter && _tries.Count <= MostRemembered / 2)
            {
                break;
            }

            _tries.Remove(key);
        }
    }

    private sealed record Tries(int Count, DateTimeOffset LastAt, DateTimeOffset NotBefore);
}
