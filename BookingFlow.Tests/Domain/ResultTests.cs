namespace BookingFlow.Tests.Domain;

public sealed class ResultTests
{
    [Fact]
    public void A_successful_result_has_its_value_and_no_failure()
    {
        Result<int> result = 0;

        Assert.Equal((true, 0, null), (result.Succeeded, result.Value, result.Failure));
    }

    [Fact]
    public void A_failed_result_has_its_failure_and_no_value()
    {
        Result<string> result = Failure.Busy();

        Assert.Equal((false, null, FailureKind.Busy), (result.Succeeded, result.Value, result.Failure?.Kind));
    }

    [Fact]
    public void Busy_and_TooManyRequests_have_a_RetryAfter()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), Failure.Busy().RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(1), Failure.TooManyRequests(TimeSpan.FromMinutes(1)).RetryAfter);
    }
}
