using System.Net;
using BookingFlow.Bench.Figures;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Measurements;

/// <summary>One person who opens a staff page again and again.</summary>
internal static class StaffPages
{
    private const int RequestsPerRound = 20;

    /// <summary>Measures a page, after an uncounted round.</summary>
    /// <param name="expected">A text of the page, without which the measurement is invalid.</param>
    /// <param name="atMost">Milliseconds; null without a requirement.</param>
    public static async Task<Line> MeasureAsync(
        int rounds, Visitor person, string row, string what, string path, string expected, double? atMost)
    {
        var (medians, fastest, slowest) = (new List<double>(), double.MaxValue, 0.0);
        for (var round = -1; round < rounds; round++)
        {
            var milliseconds = new List<double>();
            for (var i = 0; i < RequestsPerRound; i++)
            {
                var response = (await person.GetAsync(path)).Expect(200);
                milliseconds.Add((response with { Body = WebUtility.HtmlDecode(response.Body) }).Expect(200, expected).Elapsed.TotalMilliseconds);
            }

            if (round >= 0)
            {
                medians.Add(Statistics.Median(milliseconds));
                (fastest, slowest) = (Math.Min(fastest, milliseconds.Min()), Math.Max(slowest, milliseconds.Max()));
            }
        }

        return new Line(
            row, what, "ms", medians, atMost is { } bound ? Requirement.AtMost(bound) : null,
            FormattableString.Invariant($"fastest of all {fastest:0} ms, slowest {slowest:0} ms"));
    }
}
