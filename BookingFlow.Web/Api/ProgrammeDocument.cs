using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BookingFlow.Web.Api;

/// <summary>Answers <c>/api/v1/openapi.json</c>: the description of the API (OpenAPI 3.1), made of the types of its answers.</summary>
public static class ProgrammeDocument
{
    /// <summary>Name of the document, and the version in the addresses.</summary>
    public const string Name = "v1";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // HEAD is the same without a body. A group is of another document.
        options.ShouldInclude = description => description.GroupName is null && description.HttpMethod == HttpMethods.Get;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "The programme for other websites",
                Version = "1",
                Description = "Read only, without a key, the same for everybody. Properties and parameters may be added; none is removed or changes "
                    + "its meaning under /api/v1.",
            };
            var links = context.ApplicationServices.GetRequiredService<PublicLinks>();
            document.Servers = [new OpenApiServer { Url = links.Home.TrimEnd('/') }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(DocumentSchemas.CorrectAsync);
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Schema = SchemaOf(parameter.Name!);
            }

            return Task.CompletedTask;
        });
    }

    public static Task<ContentHttpResult> AnswerAsync(
        [FromKeyedServices(Name)] IOpenApiDocumentProvider documents, CancellationToken cancellationToken) =>
        DocumentSchemas.AnswerAsync(documents, cancellationToken);

    private static OpenApiSchema SchemaOf(string parameter) => parameter switch
    {
        "from" or "to" => new() { Type = JsonSchemaType.String, Format = "date" },
        "language" => new() { Type = JsonSchemaType.String, Enum = [.. Languages.OfVisitors.Select(language => JsonValue.Create(language))] },
        "page" => DocumentSchemas.Number(ProgrammeFilter.MaxPage, 1),
        "pageSize" => DocumentSchemas.Number(ProgrammeFilter.MaxPageSize, ProgrammeFilter.DefaultPageSize),
        _ => new() { Type = JsonSchemaType.String, MaxLength = Limits.Slug, Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$" },
    };
}
