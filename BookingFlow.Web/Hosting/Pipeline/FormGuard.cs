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
        var isValid = await antiforgery.IsRequestValidAsync(context.HttpContext);
        if (context.HandlerInstance is IRateLimitedForm form && await CheckLimitsAsync(context, form, isValid) is { } tooManyRequests)
        {
            return tooManyRequests;
        }

        return isValid ? null : new Failure(FailureKind.FormExpired);
    }

    // Forms without a valid token have a count of their own: anyone on the network can send them blindly, and they must not use up the count of
    // those who have opened the form, nor that of an e-mail address.
    private async Task<Failure?> CheckLimitsAsync(PageHandlerExecutingContext context, IRateLimitedForm form, bool isValid)
    {
        var (page, address) = (context.ActionDescriptor.ViewEnginePath, context.HttpContext.Connection.RemoteIpAddress);
        if (!isValid)
        {
            return limits.CheckClient($"{page} without token", address);
        }

        var refused = await form.FindRateLimitedDeviceAsync() is { } device ? limits.CheckDevice(page, device) : limits.CheckClient(page, address);
        return refused ?? (string.IsNullOrWhiteSpace(form.RateLimitedEmail) ? null : limits.CheckEmail(form.RateLimitedEmail));
    }
}
