using BookingFlow.Web.Pages.Shared;

namespace BookingFlow.Web.Pages.Staff.Pair;

/// <summary>Tells the volunteer at a device whose pairing has ended what to do.</summary>
public sealed class EndedModel : BasePage
{
    public void OnGet()
    {
    }
}
