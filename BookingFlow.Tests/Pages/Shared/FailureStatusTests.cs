using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Http;

namespace BookingFlow.Tests.Pages.Shared;

public sealed class FailureStatusTests
{
    [Theory]
    [InlineData(0.4, "1")]
    [InlineData(5, "5")]
    [InlineData(59.001, "60")]
    public void Retry_after_is_rounded_up_to_whole_seconds(double seconds, string expected)
    {
        var http = new DefaultHttpContext();

        FailureStatus.SetRetryAfter(http.Response, Failure.TooManyRequests(TimeSpan.FromSeconds(seconds)));

        Assert.Equal(expected, http.Response.Headers.RetryAfter.ToString());
    }

    [Fact]
    public void Retry_after_is_absent_where_waiting_does_not_help()
    {
        var http = new DefaultHttpContext();

        FailureStatus.SetRetryAfter(http.Response, new Failure(FailureKind.NotFound));

        Assert.Equal("", http.Response.Headers.RetryAfter.ToString());
    }
}
