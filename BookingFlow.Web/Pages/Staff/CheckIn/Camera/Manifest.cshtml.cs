using BookingFlow.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Serves the web app manifest with which the camera station can be installed on a phone.</summary>
public sealed class ManifestModel(Venue venue, IStringLocalizer<Words> words) : PageModel
{
    public JsonResult OnGet()
    {
        var page = Url.Page("/Staff/CheckIn/Camera/Index");
        return new JsonResult(new
        {
            id = page,
            start_url = page,
            scope = page,
            name = $"{words["Camera.Title"]} · {venue.Name}",
            short_name = words["Station.Title"].Value,
            display = "standalone",
            background_color = "#241c18",
            theme_color = "#241c18",
            icons = new[]
            {
                new { src = Url.Content("~/favicon.svg"), sizes = "any", type = "image/svg+xml" },
                new { src = Url.Content("~/apple-touch-icon.png"), sizes = "180x180", type = "image/png" },
            },
        })
        { ContentType = "application/manifest+json" };
    }
}
