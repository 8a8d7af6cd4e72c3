using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace BookingFlow.Tests.Infrastructure.Workbooks;

/// <summary>A sheet of an opened workbook: its headings, its rows by heading, and its layout.</summary>
public sealed partial class OpenedSheet
{
    private readonly CellFormat[] _styles;
    private readonly Dictionary<uint, string> _formats;

    public OpenedSheet(string name, WorksheetPart part, Stylesheet stylesheet)
    {
        Name = name;
        _styles = [.. stylesheet.CellFormats!.Elements<CellFormat>()];
        _formats = stylesheet.NumberingFormats!.Elements<NumberingFormat>()
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        var rows = part.Worksheet.Descendants<Row>().Select(row => row.Elements<Cell>().ToList()).Where(row => row.Count > 0).ToList();
        Headings = [.. rows[0].Select(cell => (string)ValueOf(cell)!)];
        Rows = [.. rows.Skip(1).Select(row => Headings.Zip(row).ToDictionary(p => p.First, p => ValueOf(p.Second), StringComparer.Ordinal))];
        Formats = rows.Count > 1
            ? Headings.Zip(rows[1]).ToDictionary(p => p.First, p => FormatOf(p.Second), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
        Heights =
        [
            .. part.Worksheet.Descendants<Row>().Skip(1).Take(Rows.Count)
                .Select(row => row.CustomHeight?.Value == true ? row.Height?.Value : null),
        ];
        Widths = [.. part.Worksheet.Descendants<Column>().Select(column => column.Width!.Value)];
        var pane = part.Worksheet.Descendants<Pane>().SingleOrDefault();
        FrozenRows = pane?.State?.Value == PaneStateValues.Frozen ? (int)pane.VerticalSplit!.Value : 0;
        FilteredRange = part.TableDefinitionParts.Single().Table.AutoFilter!.Reference!.Value!;
    }

    public string Name { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Each row by heading: a <see cref="string"/>, a <see cref="double"/>, a <see cref="DateTime"/>, or null for an empty cell.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows { get; }

    /// <summary>Number format of each column in the first row; <c>@</c> is text.</summary>
    public IReadOnlyDictionary<string, string> Formats { get; }

    /// <summary>Height of each row below the headings, in points; null: the usual one.</summary>
    public IReadOnlyList<double?> Heights { get; }

    /// <summary>Widths of the columns, in characters.</summary>
    public IReadOnlyList<double> Widths { get; }

    /// <summary>Rows that stay on the screen when it is scrolled.</summary>
    public int FrozenRows { get; }

    /// <summary>Cells that can be filtered and sorted, headings included, such as <c>A1:N3</c>.</summary>
    public string FilteredRange { get; }

    /// <summary>Returns the values of a column.</summary>
    public IEnumerable<object?> Column(string heading) => Rows.Select(row => row[heading]);

    private object? ValueOf(Cell cell)
    {
        if (cell.DataType?.Value == CellValues.InlineString)
        {
            return CharacterCode.Replace(cell.InlineString!.InnerText, code => $"{(char)Convert.ToInt32(code.Value[2..6], 16)}");
        }

        Assert.True(cell.DataType is null || cell.DataType.Value == CellValues.Number, $"{cell.CellReference} is a {cell.DataType?.InnerText}.");
        if (cell.CellValue is not { } value)
        {
            return null;
        }

        var number = double.Parse(value.Text, CultureInfo.InvariantCulture);
        return FormatOf(cell).Contains("yyyy", StringComparison.Ordinal) ? DateTime.FromOADate(number) : number;
    }

    private string FormatOf(Cell cell) => _styles[cell.StyleIndex?.Value ?? 0].NumberFormatId!.Value switch
    {
        0 => "General",
        49 => "@",
        var id => _formats[id],
    };

    /// <summary>The code of a character, which a spreadsheet shows as that character.</summary>
    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex CharacterCode { get; }
}
