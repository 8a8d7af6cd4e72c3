using System.Globalization;

namespace BookingFlow.Web.Pages.Staff.Shared;

/// <summary>Parses the acknowledged shortfall: the number of people without a seat that the form displayed before it was submitted.</summary>
public static class AcknowledgedShortfall
{
    /// <returns>The number of people; 0 (nothing acknowledged) when the text is no number.</returns>
    public static int Parse(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var people) ? people : 0;
}
