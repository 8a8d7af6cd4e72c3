namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Replaces a Host header that is no host name.</summary>
/// <remarks>
/// The program makes no links of it, but the framework parses it when it renders a component or asks to sign in, and throws for
/// <c>a:99999</c>, for <c>a_b..c</c>, and if it is missing, as HTTP/1.0 allows. <c>AllowedHosts</c> has been checked before.
/// </remarks>
public static class HostNames
{
    private static readonly HostString Replacement = new("localhost");

    public static IApplicationBuilder UseHostNames(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (!IsValid(http.Request))
        {
            http.Request.Host = Replacement;
        }

        return next(http);
    });

    private static bool IsValid(HttpRequest request)
    {
        try
        {
            return request.Host.HasValue && Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}/", UriKind.Absolute, out _);
        }
        catch (ArgumentException)
        {
            // Not a name in the sense of IDN.
            return false;
        }
    }
}
