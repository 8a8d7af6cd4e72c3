using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Yardsticks.Pages;

/// <summary>A page with a model and a handler, like the pages of BookingFlow.Web.</summary>
public sealed class IndexModel(Lines lines) : PageModel
{
    public IReadOnlyList<string> Texts { get; private set; } = [];

    public void OnGet() => Texts = lines.Texts;
}
