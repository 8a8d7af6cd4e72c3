using System.Globalization;
using System.Text;

namespace BookingFlow.Bench.Figures;

/// <summary>Formats the results as a Markdown table, for docs/performance.md.</summary>
public static class Table
{
    private static readonly string[] Headers =
    [
        "Row", "What", "Median", "Minimum", "Maximum", "To reach", "Reached", "Absolute figures, for orientation",
    ];

    public static string Of(IEnumerable<Line> lines)
    {
        var text = new StringBuilder();
        Append(text, Headers);
        Append(text, Headers.Select(_ => "---"));
        foreach (var line in lines)
        {
            Append(
                text,
                [
                    line.Row, line.What, Format(line.Median, line.Unit), Format(line.Minimum, line.Unit), Format(line.Maximum, line.Unit),
                    line.Requirement?.ToString() ?? "", line.IsReached switch { true => "yes", false => "**no**", null => "" }, line.Absolutely,
                ]);
        }

        return text.ToString();
    }

    /// <summary>Formats a value with three significant digits (more from 1,000 on) and its unit.</summary>
    public static string Format(double value, string unit)
    {
        var digits = Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" };
        return value.ToString(digits, CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "");
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
