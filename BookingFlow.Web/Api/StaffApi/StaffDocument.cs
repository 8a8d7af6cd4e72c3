using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BookingFlow.Web.Api.StaffApi;

/// <summary>Answers <c>/api/v1/staff/openapi.json</c>: the description of what access tokens open (OpenAPI 3.1). It needs no token.</summary>
public static class StaffDocument
{
    /// <summary>Name of the document.</summary>
    public const string Name = "v1-staff";

    private const string SecurityScheme = "accessToken";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // HEAD is the same without a body.
        options.ShouldInclude = description => description.GroupName == Name && description.HttpMethod == HttpMethods.Get;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Figures and reservations for the venue's own programs",
                Version = "1",
                Description = "Read only, with a personal access token that staff make at /staff/tokens.",
            };
            var links = context.ApplicationServices.GetRequiredService<PublicLinks>();
            document.Servers = [new OpenApiServer { Url = links.Home.TrimEnd('/') }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [SecurityScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, document)] = [] }];
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
        "format" => new() { Type = JsonSchemaType.String, Enum = [JsonValue.Create(StaffFilter.Json), JsonValue.Create(StaffFilter.Workbook)] },
        "page" => DocumentSchemas.Number(StaffFilter.MaxPage, 1),
        "pageSize" => DocumentSchemas.Number(StaffFilter.MaxPageSize, StaffFilter.DefaultPageSize),
        _ => DocumentSchemas.Number(int.MaxValue, missing: null),
    };
}
