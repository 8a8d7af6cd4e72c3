using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BookingFlow.Yardsticks.Pages;

/// <summary>A page with a model and a handler, like the pages of BookingFlow.Web.</summary>
public sealed class IndexModel(Lines lines, Statements statements) : PageModel
{
    public IReadOnlyList<string> Texts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await statements.ExecuteAsync();
        Texts = lines.Texts;
    }
}
