using System.Globalization;

namespace BookingFlow.Bench;

/// <summary>The command-line options.</summary>
/// <param name="Only">Names, or first parts of names, of the measurements to run, separated by commas; null for all.</param>
/// <param name="Rounds">Number of counted rounds, 1 to 100; fewer than 5 give no reliable median.</param>
/// <param name="JsonFile">File for the figures of every round; null for none.</param>
public sealed record BenchOptions(string? Only, int Rounds, string? JsonFile)
{
    public const string Usage = "dotnet run -c Release --project bench/BookingFlow.Bench [-- [--only NAME,…] [--rounds N] [--json FILE]]";

    private const int DefaultRounds = 5, MaxRounds = 100;

    /// <summary>Parses the command line.</summary>
    /// <returns>Null when an argument is unknown or invalid.</returns>
    public static BenchOptions? Read(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions(Only: null, DefaultRounds, JsonFile: null);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
            {
                return null;
            }

            var value = arguments[i + 1];
            switch (arguments[i])
            {
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--rounds" when int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= MaxRounds:
                    options = options with { Rounds = rounds };
                    break;
                case "--json":
                    options = options with { JsonFile = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
