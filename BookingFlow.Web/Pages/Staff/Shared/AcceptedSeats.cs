using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>How many people without a seat a form has shown to whoever sends it, as it comes back.</summary>
public static class AcceptedSeats
{
    /// <returns>0 for anything that is no count: then nothing is taken for accepted.</returns>
    public static int Read(string? typed) => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : 0;
}
