using BookingFlow.Web.Components;
using BookingFlow.Web.Staff;
using Microsoft.Extensions.Time.Testing;

namespace BookingFlow.Tests.Staff;

public sealed class SignInThrottleTests
{
    private const string Dora = "DORA@STAFF.EXAMPLE", Home = "192.0.2.1", Elsewhere = "198.51.100.7";
    private readonly FakeTimeProvider _clock = new();
    private readonly SignInThrottle _pace;

    public SignInThrottleTests() => _pace = new SignInThrottle(_clock);

    [Fact]
    public void Five_slips_cost_nothing_and_then_each_wait_is_twice_as_long_up_to_a_quarter_of_an_hour()
    {
        TryFreely();
        foreach (var seconds in new[] { 15, 30, 60, 120, 240, 480, 900, 900 })
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), Try()!.RetryAfter);
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.Equal(TimeSpan.FromSeconds(1), Try()!.RetryAfter);
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(Try());
        }
    }

    [Fact]
    public void Whoever_guesses_slows_down_neither_another_network_nor_another_account()
    {
        TryFreely();
        Assert.Equal(FailureKind.TooManyRequests, Try()!.Kind);
        Assert.Null(_pace.WhyNot(Dora, Elsewhere));
        Assert.Null(_pace.WhyNot("OTTO@STAFF.EXAMPLE", Home));
    }

    [Fact]
    public void Once_somebody_is_in_nothing_is_held_against_the_network_any_more()
    {
        TryFreely();
        _pace.Succeeded(Dora, Home);
        TryFreely();
    }

    [Fact]
    public void After_an_hour_without_a_try_the_count_begins_anew()
    {
        TryFreely();
        _clock.Advance(SignInThrottle.ForgottenAfter);
        TryFreely();
    }

    [Fact]
    public void Many_tries_at_the_same_moment_are_many() =>
        Assert.Equal(SignInThrottle.FreeTries, Enumerable.Range(0, 200).AsParallel().Count(_ => Try() is null));

    [Fact]
    public void Strangers_cannot_fill_the_memory_and_the_last_ones_are_still_remembered()
    {
        for (var i = 0; i < SignInThrottle.MostRemembered; i++)
        {
            _pace.WhyNot($"{i}", Elsewhere);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        TryFreely();
        Assert.NotNull(Try());
    }

    [Fact]
    public void A_code_that_was_used_is_not_taken_again()
    {
        Assert.True(_pace.IsFirstUse(Dora, "123456"));
        Assert.False(_pace.IsFirstUse(Dora, "123456"));
        Assert.True(_pace.IsFirstUse("OTTO@STAFF.EXAMPLE", "123456"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True(_pace.IsFirstUse(Dora, "123456"));
    }

    private Failure? Try() => _pace.WhyNot(Dora, Home);

    private void TryFreely() => Assert.All(Enumerable.Range(0, SignInThrottle.FreeTries), _ => Assert.Null(Try()));
}
