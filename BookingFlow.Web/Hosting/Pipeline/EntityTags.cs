using System.Security.Cryptography;
using BookingFlow.Web.Pages.Shared;
using Microsoft.Net.Http.Headers;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Gives the responses that declare it an entity tag, and answers 304 if the client has them already.</summary>
/// <remarks>
/// The tag is a hash of the content, so it is the same on all nodes and after a restart. It is weak, because the compressed response has the same.
/// Responses from the output cache have it too; the cache compares it.
/// </remarks>
public static class EntityTags
{
    /// <summary>To be used after <see cref="PublicPageCaching"/>, so that the hash is that of the content before it is compressed.</summary>
    public static IApplicationBuilder UseEntityTags(this IApplicationBuilder app) =>
        app.UseWhen(http => PageDeclaration.Of(http) is { HasEntityTag: true } && IsRead(http.Request), branch => branch.Use(AnswerAsync));

    private static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var (request, response) = (http.Request, http.Response);
        var isHead = HttpMethods.IsHead(request.Method);
        var body = response.Body;
        using var content = new MemoryStream();
        response.Body = content;
        // Some results write no content for HEAD, and its tag must be that of GET.
        request.Method = HttpMethods.Get;
        try
        {
            await next(http);
            await response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            response.Body = body;
            request.Method = isHead ? HttpMethods.Head : HttpMethods.Get;
        }

        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (response.StatusCode == StatusCodes.Status200OK)
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 16))}\"", isWeak: true);
            response.Headers.ETag = tag.ToString();
            if (IsKnown(request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentLength = null;
                response.ContentType = null;
                return;
            }
        }

        if (bytes.Length > 0)
        {
            response.ContentLength = bytes.Length;
        }

        if (!isHead)
        {
            await body.WriteAsync(bytes, http.RequestAborted);
        }
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) => request.GetTypedHeaders().IfNoneMatch
        .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
}
