using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Writing;
using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Bounds how many requests use SQL Server at the same time, so that a rush waits here and not for the connection pool.</summary>
/// <remarks>
/// <para>
/// Why: 200 simultaneous confirmations used up the pool. Requests that wait there are served in no order and fail together, and mail, jobs and
/// check-ins fail with them (docs/decisions/0053).
/// </para>
/// <para>Check-in requests are few and do not wait. Requests that are answered from the cache or from files do not reach it.</para>
/// </remarks>
public static class DatabaseGate
{
    /// <summary>To be used after the form is read, so that a slow upload does not occupy a place and the form can be shown again.</summary>
    /// <param name="maxRequests">1 or more; null for SQLite, which needs no gate: no gate.</param>
    public static IApplicationBuilder UseDatabaseGate(this IApplicationBuilder app, int? maxRequests)
    {
        if (maxRequests is not { } places)
        {
            return app;
        }

        var gate = new SemaphoreSlim(places);
        return app.Use(async (http, next) =>
        {
            if (PageDeclaration.Of(http) is null or { HasCheckInPriority: true })
            {
                await next(http);
                return;
            }

            if (!await gate.WaitAsync(WriteTimeout.Request, http.RequestAborted))
            {
                throw new DatabaseBusyException("Too many requests use the database.") { Fault = DatabaseFault.NoConnection };
            }

            try
            {
                await next(http);
            }
            finally
            {
                gate.Release();
            }
        });
    }
}
