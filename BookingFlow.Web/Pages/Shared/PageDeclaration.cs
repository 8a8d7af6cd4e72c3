using Microsoft.AspNetCore.Diagnostics;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>What a page is to the request pipeline: endpoint metadata, declared for each page in <c>Hosting/Pipeline/PageConventions</c>.</summary>
/// <remarks>
/// Middleware after routing reads it and knows no address. The default is a page for visitors with no-store, noindex and the strictest
/// content security policy.
/// </remarks>
public sealed record PageDeclaration
{
    /// <summary>The same for all visitors, without a form that is sent, a token or a name: cached and indexed. Others get no-store.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Not named in robots.txt. True for public pages, and for pictures, whose own Cache-Control says whether they are public.</summary>
    public bool IsOpenToRobots { get; init; }

    /// <summary>At the door: its requests do not wait for those of visitors (docs/decisions/0035).</summary>
    public bool HasCheckInPriority { get; init; }

    public PageLanguages Languages { get; init; }

    public PageSecurity Security { get; init; }

    /// <summary>The largest form in bytes that an Administrator may send to it; null, and for all others: the program's general limit.</summary>
    public long? LargestForm { get; init; }

    /// <summary>Up to this size in bytes, a form above <see cref="LargestForm"/> is discarded, and the page says so; null: it is refused.</summary>
    public long? LargestDiscardedForm { get; init; }

    /// <summary>Who may open it; null: everybody.</summary>
    public PageAccess? Access { get; init; }

    /// <summary>The declaration of the endpoint that the request was routed to, also while its exception is handled.</summary>
    /// <returns>Null where no endpoint was found, or one that is no page.</returns>
    public static PageDeclaration? Of(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<PageDeclaration>();
}
