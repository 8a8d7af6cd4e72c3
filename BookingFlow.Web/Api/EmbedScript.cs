using Microsoft.AspNetCore.Http.HttpResults;

namespace BookingFlow.Web.Api;

/// <summary>Answers <c>/embed.js</c>: the web component for other websites, from <c>wwwroot</c>.</summary>
/// <remarks>Not left to the middleware for files, because other websites may use this file only.</remarks>
public static class EmbedScript
{
    public const string FileName = "embed.js";

    public static async Task<FileContentHttpResult> AnswerAsync(IWebHostEnvironment environment, CancellationToken cancellationToken)
    {
        await using var file = environment.WebRootFileProvider.GetFileInfo(FileName).CreateReadStream();
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        return TypedResults.Bytes(content.ToArray(), "text/javascript; charset=utf-8");
    }
}
