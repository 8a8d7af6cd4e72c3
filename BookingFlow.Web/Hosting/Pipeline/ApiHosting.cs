using BookingFlow.Web.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Maps what other websites and programs read (<c>BookingFlow.Web/Api</c>), with the declaration of public pages.</summary>
public static class ApiHosting
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddOpenApi(ProgrammeDocument.Name, ProgrammeDocument.Configure)
        .AddScoped<ProgrammeComposer>();

    public static void MapApi(this WebApplication app)
    {
        MapRead(app, "/api/v1/performances", nameof(PublicLinks.Programme), ProgrammeEndpoint.AnswerAsync)
            .WithTags("Programme")
            .WithSummary("The upcoming performances with their shows and rooms, page by page.")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        MapRead(app, "/api/v1/openapi.json", nameof(PublicLinks.ProgrammeDocument), ProgrammeDocument.AnswerAsync).ExcludeFromDescription();
        MapRead(app, "/programme.atom", nameof(PublicLinks.ProgrammeFeed), AtomFeed.AnswerAsync).ExcludeFromDescription();
        MapRead(app, "/oembed", nameof(PublicLinks.OEmbed), OEmbed.AnswerAsync).ExcludeFromDescription();
        MapRead(app, "/embed.js", nameof(PublicLinks.EmbedScript), EmbedScript.AnswerAsync).ExcludeFromDescription();
    }

    /// <param name="name">Of the endpoint, by which links are tested; that of its link in <see cref="PublicLinks"/>.</param>
    private static RouteHandlerBuilder MapRead(WebApplication app, string address, string name, Delegate handler)
    {
        // A script that adds headers of its own makes its browser ask first.
        app.MapMethods(address, [HttpMethods.Options], CrossOriginPreflight).WithMetadata(PageConventions.Api).ExcludeFromDescription();
        return app.MapMethods(address, ReadMethods, handler).WithName(name).WithMetadata(PageConventions.Api);
    }

    private static NoContent CrossOriginPreflight(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "*";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}
