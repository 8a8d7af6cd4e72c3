namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A column of a sheet.</summary>
/// <param name="MinWidth">In characters; the heading may need more.</param>
/// <param name="Value">The value in a row: a <see cref="string"/>, an <see cref="int"/>, a <see cref="DateTime"/> in UTC, or null.</param>
public sealed record WorkbookColumn<T>(string Heading, int MinWidth, Func<T, object?> Value)
{
    /// <summary>Characters that a heading needs beside its text, for the button of the column's filter.</summary>
    private const int FilterButtonWidth = 4;

    /// <summary>Width in characters.</summary>
    public int Width => Math.Max(MinWidth, Heading.Length + FilterButtonWidth);
}
