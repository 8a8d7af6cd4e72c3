using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BookingFlow.Web.Api;

/// <summary>What the OpenAPI documents have in common.</summary>
public static class DocumentSchemas
{
    public static async Task<ContentHttpResult> AnswerAsync(IOpenApiDocumentProvider documents, CancellationToken cancellationToken)
    {
        var document = await documents.GetOpenApiDocumentAsync(cancellationToken);
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken);
        return TypedResults.Text(json, "application/json; charset=utf-8");
    }

    /// <summary>Makes a schema describe what is written: the framework describes what it would read.</summary>
    public static Task CorrectAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // It would read numbers also as text.
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer))
        {
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        }

        // It also lists null among the names of an enum that a nullable property has, beside the null of that property.
        if (context.JsonTypeInfo.Type is var described && (described == typeof(NotBookableReason) || described == typeof(NotBookableReason?)))
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(name => name is not null && !name.IsJsonNullSentinel())];
        }

        return Task.CompletedTask;
    }

    /// <summary>Returns the schema of a number from 1.</summary>
    /// <param name="missing">The value without the parameter; null if there is none.</param>
    public static OpenApiSchema Number(int max, int? missing) => new()
    {
        Type = JsonSchemaType.Integer,
        Minimum = "1",
        Maximum = max.ToString(CultureInfo.InvariantCulture),
        Default = missing,
    };
}
