using Microsoft.AspNetCore.Diagnostics;

namespace BookingFlow.Web.Pages.Shared;

/// <summary>Endpoint metadata of a page, declared in <c>Hosting/Pipeline/PageConventions</c>.</summary>
/// <remarks>
/// Middleware after routing reads it instead of comparing addresses. The default is a page for visitors with no-store, noindex and the
/// strictest content security policy.
/// </remarks>
public sealed record PageDeclaration
{
    /// <summary>The page is the same for all visitors and has no POST form, token or name. It is cached and indexed; others get no-store.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Not disallowed in robots.txt. True for public pages and for posters, which set Cache-Control themselves.</summary>
    public bool IsOpenToRobots { get; init; }

    /// <summary>Requests do not wait for those of visitors (decision 0035).</summary>
    public bool HasCheckInPriority { get; init; }

    public PageLanguages Languages { get; init; }

    /// <summary>
    /// The query parameter <c>language</c> names the language, one of <see cref="Domain.Languages.OfVisitors"/>, for programs that ask for none.
    /// </summary>
    public bool HasLanguageParameter { get; init; }

    public PageSecurity Security { get; init; }

    /// <summary>What other websites may do with the response.</summary>
    public CrossOriginUse CrossOrigin { get; init; }

    /// <summary>Responses have an entity tag, and are 304 if the client has them already.</summary>
    public bool HasEntityTag { get; init; }

    /// <summary>Failures are answered as problem details (RFC 9457), for programs, instead of a page.</summary>
    public bool HasProblemDetails { get; init; }

    /// <summary>Maximum size in bytes of a form sent by an Administrator. Null, and everyone else: the general limit.</summary>
    public long? MaxFormBytes { get; init; }

    /// <summary>
    /// Maximum size in bytes up to which a form above <see cref="MaxFormBytes"/> is read and discarded, so that the page can show the error;
    /// null to refuse it at once.
    /// </summary>
    public long? MaxDiscardedFormBytes { get; init; }

    /// <summary>Required access; null for pages without sign-in.</summary>
    public PageAccess? Access { get; init; }

    /// <summary>Returns the declaration of the request's endpoint, also while an exception is handled.</summary>
    /// <returns>Null when there is no endpoint, or the endpoint is not a page.</returns>
    public static PageDeclaration? Of(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint)?.Metadata.GetMetadata<PageDeclaration>();
}
