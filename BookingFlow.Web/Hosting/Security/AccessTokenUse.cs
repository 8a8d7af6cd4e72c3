using BookingFlow.Web.Pages.Shared;
using BookingFlow.Web.Staff;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>Endpoint filter of what access tokens open: limits how often a token asks, and records that it does.</summary>
/// <param name="readsReservations">Whether the answer has personal data. Then it is sent only after the audit log has it.</param>
public sealed class AccessTokenUse(bool readsReservations) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (owner, services) = (AccessTokenHandler.OwnerOf(http), http.RequestServices);
        if (services.GetRequiredService<RequestLimits>().CheckDevice("api", $"token {owner.TokenId}") is { } tooMany)
        {
            return Refuse(http, tooMany);
        }

        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var isAuditDue = readsReservations && (owner.LastAuditedAt is null || now - owner.LastAuditedAt >= AccessToken.AuditPeriod);
        if (isAuditDue || AccessToken.HasToBeWritten(owner.LastUsedAt, now))
        {
            var recorded = await services.GetRequiredService<RecordTokenUse>().RecordAsync(
                owner.TokenId, new Actor(owner.StaffId, owner.StaffName), readsReservations, http.RequestAborted);
            if (isAuditDue && !recorded.Succeeded)
            {
                return Refuse(http, recorded.Failure);
            }
        }

        return await next(context);
    }

    private static ProblemHttpResult Refuse(HttpContext http, Failure failure)
    {
        FailureStatus.SetRetryAfter(http.Response, failure);
        return TypedResults.Problem(statusCode: FailureStatus.Of(failure.Kind));
    }
}
