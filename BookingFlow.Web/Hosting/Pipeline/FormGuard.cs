using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Page filter that refuses unknown methods and handlers, and a POST that exceeds its rate limit or has no valid antiforgery token.
/// </summary>
/// <remarks>
/// It runs after model binding, so that a refused form is shown again with its input, ready to be sent (docs/decisions/0010). It also counts the
/// refusals of all pages as a metric.
/// </remarks>
public sealed class FormGuard(IAntiforgery antiforgery, RequestLimits limits, BookingMetrics metrics) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerMethod is null)
        {
            // Razor Pages would render the page without running a handler.
            context.Result = new StatusCodeResult(
                HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
                    ? StatusCodes.Status404NotFound
                    : StatusCodes.Status405MethodNotAllowed);
            return;
        }

        if (HttpMethods.IsPost(http.Request.Method) && await CheckPostAsync(context) is { } failure)
        {
            context.Result = context.HandlerInstance is BasePage page
                ? await page.RefuseAsync(failure, http.RequestAborted)
                : new StatusCodeResult(FailureStatus.Of(failure.Kind));
        }
        else
        {
            await next();
        }

        if (context.HandlerInstance is BasePage { Failure: { } refused })
        {
            metrics.Refused(refused.Kind, context.ActionDescriptor.ViewEnginePath);
        }
    }

    private async Task<Failure?> CheckPostAsync(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance is IRateLimitedForm form && CheckLimits(context, form) is { } tooManyRequests)
        {
            return tooManyRequests;
        }

        return await antiforgery.IsRequestValidAsync(context.HttpContext) ? null : new Failure(FailureKind.FormExpired);
    }

    private Failure? CheckLimits(PageHandlerExecutingContext context, IRateLimitedForm form) =>
        limits.CheckClient(context.ActionDescriptor.ViewEnginePath, context.HttpContext.Connection.RemoteIpAddress)
        ?? (string.IsNullOrWhiteSpace(form.RateLimitedEmail) ? null : limits.CheckEmail(form.RateLimitedEmail));
}
