using BookingFlow.Web.Pages.Shared;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Language;

/// <summary>Sets the language: stores it in a cookie and redirects back to the page with the link.</summary>
public sealed class LanguageModel(TimeProvider clock) : BasePage
{
    /// <summary>Name of the cookie with the language. It is set only when a visitor chooses one.</summary>
    public const string Cookie = "bookingflow.language";

    /// <summary>One of <see cref="Languages.OfVisitors"/>; anything else shows the list of languages.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Local path to return to; anything else returns to the home page.</summary>
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
