using System.Globalization;

namespace BookingFlow.Bench;

/// <summary>What was asked for on the command line.</summary>
/// <param name="Only">The name of the one measurement to run, or its beginning; null: all.</param>
/// <param name="Rounds">How many rounds count, 1 to 100; the table is worth something from 5 on.</param>
/// <param name="JsonFile">Where to write every round's figures; null: nowhere.</param>
public sealed record BenchOptions(string? Only, int Rounds, string? JsonFile)
{
    public const string Usage = "dotnet run -c Release --project bench/BookingFlow.Bench [-- [--only NAME] [--rounds N] [--json FILE]]";

    private const int FewestThatTell = 5, MostRounds = 100;

    /// <returns>Null when the arguments are none of ours.</returns>
    public static BenchOptions? Read(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions(Only: null, FewestThatTell, JsonFile: null);
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
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= 1 and <= MostRounds:
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
