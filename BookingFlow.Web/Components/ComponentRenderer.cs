using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BookingFlow.Web.Components;

/// <summary>Renders a Razor component to HTML outside a page: for mails and for the error page.</summary>
public sealed class ComponentRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    public async Task<string> AsHtmlAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var parameterView = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(parameterView)).ToHtmlString());
    }
}
