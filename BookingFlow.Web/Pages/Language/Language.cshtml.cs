using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Language;

/// <summary>The switch: a plain link chooses a language, which a cookie remembers, and leads back to where it stood.</summary>
public sealed class LanguageModel(TimeProvider clock) : PlacePage
{
    /// <summary>Holds the language and nothing else, and is there only after somebody has chosen one.</summary>
    public const string Cookie = "bookingflow.language";

    /// <summary>Two letters of <see cref="Languages.OfVisitors"/>; anything else: the languages are shown, to choose one.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>A path of this house; anything else leads to the list.</summary>
    [FromQuery(Name = "back")]
    public string? Back { get; set; }

    public string BackPath => Url.IsLocalUrl(Back) ? Back! : PathOf("/Index");

    public IActionResult OnGet()
    {
        if (!Languages.OfVisitors.Contains(To, StringComparer.Ordinal))
        {
            return Page();
        }

        Response.Cookies.Append(Cookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(To!)), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            Expires = clock.GetUtcNow().AddYears(1),
            IsEssential = true,
        });
        return SeeOther(BackPath);
    }
}
