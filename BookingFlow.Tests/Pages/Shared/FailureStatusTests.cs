using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Http;

namespace BookingFlow.Tests.Pages.Shared;

public sealed class FailureStatusTests
{
    [Theory]
    [InlineData(0.4, "1")]
    [InlineData(5, "5")]
    [InlineData(59.001, "60")]
    public void Whoever_waits_as_long_as_told_does_not_come_too_early(double seconds, string told)
    {
        var http = new DefaultHttpContext();

        FailureStatus.SetRetryAfter(http.Response, Failure.TooManyRequests(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(told, http.Response.Headers.RetryAfter.ToString());
    }

    [Fact]
    public void Where_waiting_does_not_help_no_time_is_told()
    {
        var http = new DefaultHttpContext();

        FailureStatus.SetRetryAfter(http.Response, new Failure(FailureKind.NotFound));

        Assert.Equal("", http.Response.Headers.RetryAfter.ToString());
    }
}
