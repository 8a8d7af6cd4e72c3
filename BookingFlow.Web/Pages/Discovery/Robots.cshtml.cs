using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Discovery;

/// <summary>
/// What search engines are asked to leave alone: whatever holds a token or a form, and whatever is for staff. Those who
/// come all the same are told by every such page itself (Hosting/SecurityHeaders).
/// </summary>
public sealed class RobotsModel(PublicLinks links) : PageModel
{
    private static readonly string[] Closed = ["/check-in/", "/dev/", "/health/", "/language", "/performances/", "/reservations/", "/staff", "/tickets/"];

    public ContentResult OnGet() => Content(
        $"User-agent: *\n{string.Concat(Closed.Select(path => $"Disallow: {path}\n"))}\nSitemap: {links.Sitemap}\n", "text/plain; charset=utf-8");
}
