using System.Globalization;
using System.Text;

namespace BookingFlow.Bench.Figures;

/// <summary>The lines as a Markdown table, which is what docs/performance.md keeps.</summary>
public static class Table
{
    private static readonly string[] Heads =
    [
        "Row", "What", "Median", "Minimum", "Maximum", "To reach", "Reached", "Absolute figures, for orientation",
    ];

    public static string Of(IEnumerable<Line> lines)
    {
        var text = new StringBuilder();
        Append(text, Heads);
        Append(text, Heads.Select(_ => "---"));
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

    /// <summary>Three digits that count, and the unit.</summary>
    public static string Format(double value, string unit)
    {
        var digits = Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" };
        return value.ToString(digits, CultureInfo.InvariantCulture) + (unit.Length > 0 ? " " + unit : "");
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
