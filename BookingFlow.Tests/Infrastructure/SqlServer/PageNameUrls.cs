using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>URL helper for page models without routing: the URL of a page is its name.</summary>
public sealed class PageNameUrls(ActionContext context) : IUrlHelper
{
    public ActionContext ActionContext => context;

    public string? Action(UrlActionContext actionContext) => null;

    public string? Content(string? contentPath) => contentPath;

    public bool IsLocalUrl([NotNullWhen(true)] string? url) => url?.StartsWith('/') == true;

    public string? Link(string? routeName, object? values) => RouteUrl(new UrlRouteContext { Values = values });

    public string? RouteUrl(UrlRouteContext routeContext) => (string?)new RouteValueDictionary(routeContext.Values)["page"];
}
