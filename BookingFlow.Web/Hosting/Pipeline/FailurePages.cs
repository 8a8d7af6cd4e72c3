using System.Diagnostics;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Diagnostics;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// The calm page for whatever no page of its own answers: faults, a busy database, unknown addresses, requests that
/// cannot be read. It touches no database, so it works when nothing else does.
/// </summary>
public sealed partial class FailurePages(ComponentRenderer components, Venue venue, ILogger<FailurePages> log, BookingMetrics meter)
{
    /// <summary>For the exception handler: what escaped as an exception.</summary>
    public Task AnswerExceptionAsync(HttpContext http)
    {
        var exception = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (exception is BadHttpRequestException bad)
        {
            return WriteAsync(http, bad.StatusCode, new Failure(FailureKind.InvalidInput));
        }

        if (DatabaseFaults.IsBusy(exception))
        {
            return WriteAsync(http, FailureStatus.Of(FailureKind.Busy), Failure.Busy());
        }

        var errorId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        LogUnexpected(errorId, exception);
        return WriteAsync(http, FailureStatus.Of(FailureKind.Unexpected), new Failure(FailureKind.Unexpected), errorId);
    }

    /// <summary>For status codes that came with an empty page.</summary>
    public Task AnswerStatusAsync(StatusCodeContext context)
    {
        var status = context.HttpContext.Response.StatusCode;
        return WriteAsync(context.HttpContext, status, new Failure(status switch
        {
            StatusCodes.Status403Forbidden => FailureKind.NotPermitted,
            StatusCodes.Status404NotFound => FailureKind.ShowNotFound,
            StatusCodes.Status429TooManyRequests => FailureKind.TooManyRequests,
            StatusCodes.Status503ServiceUnavailable => FailureKind.Busy,
            >= 500 => FailureKind.Unexpected,
            _ => FailureKind.InvalidInput,
        }));
    }

    private async Task WriteAsync(HttpContext http, int status, Failure failure, string? errorId = null)
    {
        meter.Refused(failure.Kind, place: null);
        var html = await components.AsHtmlAsync<FailurePage>(
            (nameof(FailurePage.Failure), failure), (nameof(FailurePage.Venue), venue), (nameof(FailurePage.ErrorId), errorId));
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        FailureStatus.SetRetryAfter(http.Response, failure);
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "Unexpected failure {ErrorId}")]
    private partial void LogUnexpected(string errorId, Exception? exception);
}
