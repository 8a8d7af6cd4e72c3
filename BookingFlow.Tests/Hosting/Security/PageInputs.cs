using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>What a page reads from requests, found by reflection, so that new pages and fields are included.</summary>
/// <param name="Queries">Names of query parameters.</param>
/// <param name="Fields">Names of form fields.</param>
/// <param name="Uploads">Names of uploaded files.</param>
/// <param name="Posts">Queries that select a POST handler, such as "?handler=Admit" or "".</param>
internal sealed record PageInputs(
    PageActionDescriptor Page, IReadOnlyList<string> Queries, IReadOnlyList<string> Fields, IReadOnlyList<string> Uploads,
    IReadOnlyList<string> Posts)
{
    private static readonly Type[] Simple = [typeof(string), typeof(decimal), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(Guid)];

    public static async Task<PageInputs> OfAsync(BookingFlowApp app, PageActionDescriptor page)
    {
        var compiled = await app.Services.GetRequiredService<PageLoader>().LoadAsync(page, EndpointMetadataCollection.Empty);
        List<(string Name, Type Type, BindingSource? Source, bool OnGet)> inputs =
        [
            .. compiled.BoundProperties.Select(p => (
                p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType, p.BindingInfo?.BindingSource,
                ((PageBoundPropertyDescriptor)p).Property
                    .GetCustomAttribute<BindPropertyAttribute>()?.SupportsGet ?? true)),
            .. compiled.HandlerMethods.SelectMany(handler => handler.Parameters.Select(p => (
                p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType, p.BindingInfo?.BindingSource, handler.HttpMethod == "Get"))),
        ];
        inputs.RemoveAll(input =>
            input.Type == typeof(CancellationToken) || input.Source == BindingSource.Path || input.Source == BindingSource.Services);
        var posts = compiled.HandlerMethods.Where(h => h.HttpMethod == "Post").Select(h => h.Name is null ? "" : $"?handler={h.Name}").ToList();
        return new PageInputs(
            page,
            [.. inputs.Where(input => input.Source == BindingSource.Query || (input.OnGet && input.Source is null)).SelectMany(Names).Distinct()],
            [
                .. inputs.Where(input => input.Source != BindingSource.Query && input.Type != typeof(IFormFile)).SelectMany(Names)
                    .Distinct(StringComparer.Ordinal),
            ],
            [.. inputs.Where(input => input.Type == typeof(IFormFile)).Select(input => input.Name).Distinct(StringComparer.Ordinal)],
            posts);
    }

    /// <summary>The name of a simple value; of an object, those of its properties.</summary>
    private static IEnumerable<string> Names((string Name, Type Type, BindingSource? Source, bool OnGet) input) => Names(input.Name, input.Type);

    private static IEnumerable<string> Names(string name, Type type)
    {
        var simple = Nullable.GetUnderlyingType(type) ?? type;
        if (simple.IsPrimitive || simple.IsEnum || Simple.Contains(simple) || typeof(System.Collections.IEnumerable).IsAssignableFrom(simple))
        {
            return [name];
        }

        return simple.GetProperties().Where(p => p.CanWrite).SelectMany(p => Names($"{name}.{p.Name}", p.PropertyType));
    }
}
