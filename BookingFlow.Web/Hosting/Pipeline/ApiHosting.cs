using BookingFlow.Web.Api;
using BookingFlow.Web.Api.StaffApi;
using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Maps what other websites and programs read (<c>BookingFlow.Web/Api</c>), with the declaration of public pages.</summary>
public static class ApiHosting
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddOpenApi(ProgrammeDocument.Name, ProgrammeDocument.Configure)
        .AddOpenApi(StaffDocument.Name, StaffDocument.Configure)
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
        MapStaffRead<FiguresPage>(app, "/api/v1/staff/figures", nameof(PublicLinks.StaffFigures), StaffEndpoints.FiguresAsync, readsReservations: false)
            .WithSummary("The figures of performances, page by page or as a workbook.");
        MapStaffRead<ReservationsPage>(
            app, "/api/v1/staff/reservations", nameof(PublicLinks.StaffReservations), StaffEndpoints.ReservationsAsync, readsReservations: true)
            .WithSummary("The reservations with the parties' personal data, page by page or as a workbook.");
        app.MapMethods("/api/v1/staff/openapi.json", ReadMethods, StaffDocument.AnswerAsync)
            .WithName(nameof(PublicLinks.StaffDocument)).WithMetadata(PageConventions.StaffApi).ExcludeFromDescription();
        MapRead(app, "/embed.js", nameof(PublicLinks.EmbedScript), EmbedScript.AnswerAsync).ExcludeFromDescription();
    }

    /// <param name="name">Of the endpoint, by which links are tested; that of its link in <see cref="PublicLinks"/>.</param>
    private static RouteHandlerBuilder MapRead(WebApplication app, string address, string name, Delegate handler)
    {
        // A script that adds headers of its own makes its browser ask first.
        app.MapMethods(address, [HttpMethods.Options], CrossOriginPreflight).WithMetadata(PageConventions.Api).ExcludeFromDescription();
        return app.MapMethods(address, ReadMethods, handler).WithName(name).WithMetadata(PageConventions.Api);
    }

    /// <summary>Maps what programs read with an access token of the box office or an Administrator, and with nothing else.</summary>
    /// <param name="readsReservations">See <see cref="AccessTokenUse"/>.</param>
    private static RouteHandlerBuilder MapStaffRead<TPage>(
        WebApplication app, string address, string name, Delegate handler, bool readsReservations) =>
        app.MapMethods(address, ReadMethods, handler)
            .WithName(name)
            .WithMetadata(PageConventions.StaffApi)
            .WithMetadata(new AuthorizeAttribute(StaffPolicies.Sell) { AuthenticationSchemes = AccessTokenHandler.SchemeName })
            .AddEndpointFilter(new AccessTokenUse(readsReservations))
            .WithGroupName(StaffDocument.Name)
            .WithTags("Staff")
            .Produces<TPage>(StatusCodes.Status200OK, System.Net.Mime.MediaTypeNames.Application.Json)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static NoContent CrossOriginPreflight(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "*";
        response.Headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }
}
