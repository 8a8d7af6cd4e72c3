using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Telemetry;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>
/// Stands before every handler of every page. A method or handler that a page does not have is refused; a POST must
/// be within its limits and carry an antiforgery token. It runs after the form was read, so that a refusal shows the
/// page again with what was typed, ready to send. Every refusal of a page comes past here, so here they are counted.
/// </summary>
public sealed class FormGuard(IAntiforgery antiforgery, RequestLimits limits, BookingMetrics meter) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (context.HandlerMethod is null)
        {
            // Razor would show the page without having asked its handler.
            context.Result = new StatusCodeResult(
                HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
                    ? StatusCodes.Status404NotFound
                    : StatusCodes.Status405MethodNotAllowed);
            return;
        }

        if (HttpMethods.IsPost(http.Request.Method) && await WhyNotAsync(context) is { } failure)
        {
            context.Result = context.HandlerInstance is PlacePage place
                ? await place.RefuseAsync(failure, http.RequestAborted)
                : new StatusCodeResult(FailureStatus.Of(failure.Kind));
        }
        else
        {
            await next();
        }

        if (context.HandlerInstance is PlacePage { Failure: { } refused })
        {
            meter.Refused(refused.Kind, context.ActionDescriptor.ViewEnginePath);
        }
    }

    private async Task<Failure?> WhyNotAsync(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance is ILimitedForm form && TooMany(context, form) is { } tooMany)
        {
            return tooMany;
        }

        return await antiforgery.IsRequestValidAsync(context.HttpContext) ? null : new Failure(FailureKind.FormExpired);
    }

    private Failure? TooMany(PageHandlerExecutingContext context, ILimitedForm form) =>
        limits.RefuseClient(context.ActionDescriptor.ViewEnginePath, context.HttpContext.Connection.RemoteIpAddress)
        ?? (string.IsNullOrWhiteSpace(form.LimitedEmail) ? null : limits.RefuseEmail(form.LimitedEmail));
}
