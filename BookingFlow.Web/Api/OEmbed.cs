using System.Globalization;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Shows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Api;

/// <summary>Answers <c>/oembed</c>: what a website shows in the place of the address of a show (oEmbed 1.0, as JSON).</summary>
/// <remarks>
/// The answer is of the type link, with a picture. One with HTML would need a frame, which only the websites may show that an Administrator has
/// named, and many websites deny links in such frames to open a page.
/// </remarks>
public static class OEmbed
{
    /// <summary>How long a website may keep the answer, in seconds.</summary>
    private const int CacheSeconds = 60 * 60;

    /// <param name="url">Address of the page of a show.</param>
    /// <param name="format">json, which is also the default.</param>
    /// <param name="maxWidth">The largest width of the picture in pixels.</param>
    /// <param name="maxHeight">The largest height of the picture in pixels.</param>
    public static async Task<Results<JsonHttpResult<OEmbedAnswer>, ProblemHttpResult, ValidationProblem>> AnswerAsync(
        string? url, string? format, string? maxWidth, string? maxHeight, BookingDbContext db, Venue venue, PublicLinks links,
        CancellationToken cancellationToken)
    {
        if (format is not (null or "" or "json"))
        {
            return TypedResults.Problem("The only format is json.", statusCode: StatusCodes.Status501NotImplemented);
        }

        var problems = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var (width, height) = (ReadPixels("maxwidth", maxWidth, problems), ReadPixels("maxheight", maxHeight, problems));
        if (string.IsNullOrEmpty(url))
        {
            problems["url"] = [$"Enter the address of a show, which begins with {links.Show("")}."];
        }

        if (problems.Count > 0)
        {
            return TypedResults.ValidationProblem(problems);
        }

        var show = ReadSlug(url!, links) is { } slug ? await FindAsync(db, slug, cancellationToken) : null;
        if (show is null)
        {
            return TypedResults.Problem($"No show has this address. It would begin with {links.Show("")}.", statusCode: StatusCodes.Status404NotFound);
        }

        var picture = Pictures(show, links).FirstOrDefault(file => file.Width <= (width ?? int.MaxValue) && file.Height <= (height ?? int.MaxValue));
        return TypedResults.Json(new OEmbedAnswer
        {
            Title = show.Title,
            ProviderName = venue.Name,
            ProviderUrl = links.Home,
            CacheAge = CacheSeconds,
            ThumbnailUrl = picture?.Link,
            ThumbnailWidth = picture?.Width,
            ThumbnailHeight = picture?.Height,
        });
    }

    private static int? ReadPixels(string name, string? text, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels) && pixels > 0)
        {
            return pixels;
        }

        problems[name] = ["Enter a number of pixels, 1 or more."];
        return null;
    }

    private static string? ReadSlug(string url, PublicLinks links)
    {
        var prefix = links.Show("");
        return url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? url[prefix.Length..].Split('?', '#')[0].TrimEnd('/') : null;
    }

    private static Task<FoundShow?> FindAsync(BookingDbContext db, string slug, CancellationToken cancellationToken) => db.PublishedShow(slug)
        .LeftJoin(db.Posters, s => s.Id, p => p.ShowId, (s, p) => new FoundShow(s.Slug, s.Title, (int?)p!.Id, p.Width, p.Height))
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The pictures of a show with a known size, the preferred one first: that of link previews, then the widest.</summary>
    private static IEnumerable<PictureLink> Pictures(FoundShow show, PublicLinks links)
    {
        if (show is { PosterId: { } id, Width: { } largest, Height: { } height })
        {
            yield return new(links.PosterPreview(id), PictureSizes.PreviewWidth, PictureSizes.PreviewHeight);
            foreach (var width in PictureSizes.WidthsUpTo(largest).Reverse())
            {
                yield return new(
                    links.PosterFile(id, PictureFile.NameOf(width, PictureType.Jpeg)), width, (int)Math.Round((double)height * width / largest));
            }
        }
        else if (show.PosterId is null)
        {
            yield return new(links.DrawnPreview(show.Slug), PictureSizes.PreviewWidth, PictureSizes.PreviewHeight);
        }
    }

    private sealed record FoundShow(string Slug, string Title, int? PosterId, int? Width, int? Height);

    private sealed record PictureLink(string Link, int Width, int Height);
}
