using System.Globalization;
using System.Text.RegularExpressions;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Creates the cells of a workbook: texts, numbers, and times in the venue's time zone. None is ever a formula.</summary>
public sealed partial class WorkbookCells
{
    private readonly Venue _venue;
    private readonly StyleId _text, _number, _time;

    /// <summary>Adds the styles of the cells to a workbook.</summary>
    public WorkbookCells(Spreadsheet workbook, Venue venue)
    {
        _venue = venue;
        // The format "text" keeps a spreadsheet from reading +49 as a number or = as a formula when the cell is edited later.
        _text = workbook.AddStyle(new Style
        {
            Format = NumberFormat.Standard(StandardNumberFormat.Text),
            Alignment = new Alignment { Vertical = VerticalAlignment.Top, WrapText = true },
        });
        _number = workbook.AddStyle(new Style { Alignment = new Alignment { Vertical = VerticalAlignment.Top } });
        _time = workbook.AddStyle(new Style
        {
            Format = NumberFormat.Custom(TimeFormat()),
            Alignment = new Alignment { Vertical = VerticalAlignment.Top, Horizontal = HorizontalAlignment.Left },
        });
        Heading = workbook.AddStyle(new Style { Font = { Bold = true } });
    }

    /// <summary>Style of the headings.</summary>
    public StyleId Heading { get; }

    /// <summary>Returns the cell of a value of <see cref="WorkbookColumn{T}"/>: empty for null, and for a time a date in local time.</summary>
    public StyledCell Of(object? value) => value switch
    {
        null => new((string?)null, _text),
        string text => new(CharacterCode.Replace(text, "_x005F$&"), _text),
        int number => new(number, _number),
        DateTime utc => new(_venue.Local(utc).DateTime, _time),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "There are no cells of this type."),
    };

    // Names weekday and month in the language of the page, whatever language the spreadsheet has: "Fri 27 Nov 2026 20:00".
    private static string TimeFormat() =>
        $"[$-{CultureInfo.CreateSpecificCulture(CultureInfo.CurrentUICulture.Name).LCID:X}]ddd d mmm yyyy hh:mm";

    /// <summary>Start of what spreadsheets read as the code of a character, such as <c>_x0041_</c> for A. Escaped, it stays text.</summary>
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex CharacterCode { get; }
}
