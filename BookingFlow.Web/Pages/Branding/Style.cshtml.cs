using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Web.Pages.Branding;

/// <summary>Serves the style sheet that puts the venue's accent colour in the place of the program's own.</summary>
/// <remarks>
/// A style sheet instead of inline styles, which the content security policy forbids. The colour is in the address, so the content of an
/// address never changes and browsers may cache it for ever (docs/decisions/0044).
/// </remarks>
public sealed class StyleModel : PageModel
{
    public IActionResult OnGet(string colour)
    {
        if (Colour.Parse(colour) is not { } parsed || AccentColour.Of(parsed) is not { } accent)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        var (light, dark) = (accent.Base.Hex, accent.DarkButton.Hex);
        // Print styles of site.css set these properties to black, so the override is for screens.
        return Content(
            $$"""
            @media screen {
              :root {
                --curtain: {{light}};
                --accent: {{light}};
                --accent-deep: {{accent.Deep.Hex}};
                --button: {{light}};
                --button-deep: {{accent.Deep.Hex}};
              }
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --curtain: {{dark}};
                --accent: {{accent.OnDark.Hex}};
                --accent-deep: {{accent.OnDarkDeep.Hex}};
                --button: {{dark}};
                --button-deep: {{light}};
              }
            }

            """,
            "text/css; charset=utf-8");
    }
}
