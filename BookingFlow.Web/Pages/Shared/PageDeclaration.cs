using Microsoft.AspNetCore.Diagnostics;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>What a page is to the request pipeline: endpoint metadata, declared once for each page in <c>Hosting/Pipeline/PageConventions</c>.</summary>
/// <remarks>Middleware after routing reads it and knows no address. The default is the strictest kind of page: no-store, noindex, no script, small forms.</remarks>
public sealed record PageDeclaration
{
    /// <summary>The same for all visitors, without a form that is sent, a token or a name: cached, compressed and indexed. All other pages are answered with no-store.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Not named in robots.txt. True for public pages, and for pictures, whose own Cache-Control says whether they are public.</summary>
    public bool IsOpenToRobots { get; init; }

    /// <summary>At the door: its requests do not wait for those of visitors (docs/decisions/0035).</summary>
    public bool HasCheckInPriority { get; init; }

    public PageLanguages Languages { get; init; }

    public PageSecurity Security { get; init; }

    /// <summary>The largest form in bytes that an Administrator may send to it; null: the program's general limit. Nobody else may send more than that.</summary>
    public long? LargestForm { get; init; }

    /// <summary>A larger form than <see cref="LargestForm"/> is read and discarded up to this size in bytes, so that the page can say so; null: it is refused unread.</summary>
    public long? LargestDiscardedForm { get; init; }

    /// <summary>Who may open it; null: everybody.</summary>
    public PageAccess? Access { get; init; }

    /// <summary>The declaration of the endpoint that the request was routed to, also while its exception is handled.</summary>
    /// <returns>Null where no endpoint was found, or one that is no page.</returns>
    public static PageDeclaration? Of(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<PageDeclaration>();
}
