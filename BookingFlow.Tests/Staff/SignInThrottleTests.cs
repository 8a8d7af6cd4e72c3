using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Staff;

public sealed class SignInThrottleTests
{
    private const string Dora = "DORA@STAFF.EXAMPLE";
    private const string Network = "192.0.2.1";
    private const string OtherNetwork = "198.51.100.7";
    private readonly FakeTimeProvider _clock = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_clock);

    [Fact]
    public void Five_attempts_are_free_and_then_each_wait_doubles_up_to_fifteen_minutes()
    {
        UseFreeAttempts();
        foreach (var seconds in new[] { 15, 30, 60, 120, 240, 480, 900, 900 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), Attempt()!.RetryAfter);
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(TimeSpan.FromSeconds(1), Attempt()!.RetryAfter);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(Attempt());
        }
    }

    [Fact]
    public void Failed_attempts_slow_down_neither_another_network_nor_another_account()
    {
        UseFreeAttempts();
        Assert.Equal(FailureKind.TooManyRequests, Attempt()!.Kind);
        Assert.Null(_throttle.RegisterAttempt(Dora, OtherNetwork));
        Assert.Null(_throttle.RegisterAttempt("OTTO@STAFF.EXAMPLE", Network));
    }

    [Fact]
    public void A_successful_sign_in_resets_the_count()
    {
        UseFreeAttempts();
        _throttle.Succeeded(Dora, Network);
        UseFreeAttempts();
    }

    [Fact]
    public void After_an_hour_without_an_attempt_the_count_restarts()
    {
        UseFreeAttempts();
        _clock.Advance(SignInThrottle.ResetAfter);
        UseFreeAttempts();
    }

    [Fact]
    public void Parallel_attempts_are_all_counted() =>
        Assert.Equal(SignInThrottle.FreeAttempts, Enumerable.Range(0, 200).AsParallel().Count(_ => Attempt() is null));

    [Fact]
    public void A_full_memory_still_throttles_the_most_recent_accounts()
    {
        for (var i = 0; i < SignInThrottle.MaxEntries; i++)
        {
            _throttle.RegisterAttempt($"{i}", OtherNetwork);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        UseFreeAttempts();
        Assert.NotNull(Attempt());
    }

    [Fact]
    public void A_one_time_code_is_accepted_once_per_account()
    {
        Assert.True(_throttle.IsFirstUse(Dora, "123456"));
        Assert.False(_throttle.IsFirstUse(Dora, "123456"));
        Assert.True(_throttle.IsFirstUse("OTTO@STAFF.EXAMPLE", "123456"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(_throttle.IsFirstUse(Dora, "123456"));
    }

    private Failure? Attempt() => _throttle.RegisterAttempt(Dora, Network);

    private void UseFreeAttempts() => Assert.All(Enumerable.Range(0, SignInThrottle.FreeAttempts), _ => Assert.Null(Attempt()));
}
