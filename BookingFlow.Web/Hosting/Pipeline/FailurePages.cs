using System.Diagnostics;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Diagnostics;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Renders the error page for requests that no page answers: exceptions, faults of the database, unknown addresses, malformed requests. Programs get
/// problem details instead.
/// </summary>
/// <remarks>
/// It does not use the database, so that it works when the database does not. When a form could neither be stored nor shown again, the page has a
/// form of its own that sends the same values again (docs/decisions/0053).
/// </remarks>
public sealed partial class FailurePages(
    ComponentRenderer components, CurrentVenue current, DatabaseFaultLog faults, ILogger<FailurePages> log, BookingMetrics metrics)
{
    /// <summary>Answers an unhandled exception; called by the exception handler middleware.</summary>
    public Task AnswerExceptionAsync(HttpContext http)
    {
        var exception = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (exception is BadHttpRequestException badRequest)
        {
            return WriteAsync(http, badRequest.StatusCode, new Failure(FailureKind.InvalidInput));
        }

        if (faults.Report(exception) is { } failure)
        {
            return WriteAsync(http, FailureStatus.Of(failure.Kind), failure, resend: ResendForm(http.Request));
        }

        var errorId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
        LogUnexpected(errorId, exception);
        return WriteAsync(http, FailureStatus.Of(FailureKind.Unexpected), new Failure(FailureKind.Unexpected), errorId);
    }

    /// <summary>Answers an error status without a body; called by the status code middleware.</summary>
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

    /// <summary>Whether an exception is answered as a fault of the database, which is logged once and not for each request.</summary>
    public static bool IsDatabaseFault(Exception? exception) => DatabaseFaults.Of(exception) is not null;

    /// <summary>Collects the values of a submitted form, so that it can be sent again.</summary>
    /// <returns>Null if there was no form, or if it has a file or a password, which must not be in a page.</returns>
    private static ResendForm? ResendForm(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Form.Files.Count > 0
            || request.Form.Keys.Any(name => name.Contains("password", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return new ResendForm(
            request.PathBase + request.Path + request.QueryString,
            [.. request.Form.SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")))]);
    }

    private async Task WriteAsync(HttpContext http, int status, Failure failure, string? errorId = null, ResendForm? resend = null)
    {
        metrics.Refused(failure.Kind, place: null);
        http.Response.StatusCode = status;
        FailureStatus.SetRetryAfter(http.Response, failure);
        if (PageDeclaration.Of(http) is { HasProblemDetails: true })
        {
            await TypedResults.Problem(statusCode: status, extensions: errorId is null ? null : [new("errorId", errorId)]).ExecuteAsync(http);
            return;
        }

        var html = await components.AsHtmlAsync<FailurePage>(
            (nameof(FailurePage.Failure), failure), (nameof(FailurePage.Venue), current.Venue), (nameof(FailurePage.ErrorId), errorId),
            (nameof(FailurePage.Resend), resend));
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html, http.RequestAborted);
    }

    [LoggerMessage(LogLevel.Error, "Unexpected failure {ErrorId}")]
    private partial void LogUnexpected(string errorId, Exception? exception);
}
