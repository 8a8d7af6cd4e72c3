using System.Globalization;

namespace BookingFlow.Web.Components.Programme;

/// <summary>Generates a poster for a show without one, from eight compositions and eight palettes.</summary>
/// <remarks>
/// A hash of the slug selects composition, palette and positions. Unlike <see cref="string.GetHashCode()"/>, it is the same on every machine
/// and in every version of .NET. The main motif is in the middle, because pages crop the picture.
/// </remarks>
public sealed class PosterDrawing
{
    private const string Sheet = "M0 0H300V400H0z";

    private static readonly PosterColours[] Palettes =
    [
        new("#1f2748", "#3b487b", "#0e1328", "#f6e3b4", "#dd6b4d"),
        new("#6f1422", "#94293a", "#2d070d", "#f8e2b8", "#e3a440"),
        new("#1a423b", "#35705f", "#0a211d", "#f4e8c6", "#e58c4d"),
        new("#4d2d57", "#8b4a70", "#24132c", "#ffdcae", "#f3875f"),
        new("#11495c", "#318393", "#072935", "#fcedcd", "#f3b351"),
        new("#e5b558", "#cb8339", "#572918", "#fff4d8", "#9b2335"),
        new("#e7bfad", "#c98478", "#572334", "#fff5e8", "#2f625f"),
        new("#a5c4c8", "#6a95a3", "#1d3442", "#fff8e6", "#c4472d"),
    ];

    private static readonly Action<PosterDrawing>[] Compositions =
        [d => d.Curtain(), d => d.Chair(), d => d.Moon(), d => d.Sea(), d => d.Lanterns(), d => d.Hills(), d => d.Mask(), d => d.House()];

    private readonly List<PosterShape> _shapes = [];
    private readonly PosterColours _colours;
    private uint _randomState;

    private PosterDrawing(string slug)
    {
        // FNV-1a hash. A change here or in Next() changes the posters of all shows.
        _randomState = $"lantern {slug}".Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
        _colours = Palettes[Next(Palettes.Length)];
    }

    /// <summary>Number of combinations of composition and palette.</summary>
    public static int VariantCount => Palettes.Length * Compositions.Length;

    /// <summary>Draws the poster of a show.</summary>
    /// <returns>The shapes, from back to front.</returns>
    public static IReadOnlyList<PosterShape> Of(string slug)
    {
        var drawing = new PosterDrawing(slug);
        drawing.Add(drawing._colours.Ground, Sheet);
        Compositions[drawing.Next(Compositions.Length)](drawing);
        return drawing._shapes;
    }

    private static string Text(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);

    private static string Disc(int x, int y, int width, int height) =>
        Text($"M{x - width} {y}a{width} {height} 0 1 0 {2 * width} 0a{width} {height} 0 1 0 {-2 * width} 0z");

    private static string Disc(int x, int y, int radius) => Disc(x, y, radius, radius);

    private void Add(string colour, string outline, string? opacity = null) => _shapes.Add(new(colour, outline, opacity));

    private void AddLight(string outline, string opacity) => Add(_colours.Light, outline, opacity);

    /// <summary>Returns the next pseudo-random number.</summary>
    /// <param name="exclusiveMax">1 or more.</param>
    private int Next(int exclusiveMax)
    {
        // Marsaglia's xorshift; the multiplication spreads similar seeds.
        unchecked
        {
            _randomState ^= _randomState << 13;
            _randomState ^= _randomState >> 17;
            _randomState ^= _randomState << 5;
            return (int)(((_randomState * 0x9E3779B1u) >> 8) % (uint)exclusiveMax);
        }
    }

    private int Between(int min, int max) => min + Next(max - min + 1);

    private void Curtain()
    {
        var tie = Between(215, 265);
        Add(_colours.Near, "M0 318H300V400H0z");
        AddLight(Text($"M{Between(120, 180)} 20L58 336H242z"), ".2");
        AddLight(Disc(150, 336, 92, 17), ".9");
        Add(
            _colours.Far,
            Text(
                $"M0 0H146C144 120 124 {tie - 40} 38 {tie}C62 {tie + 50} 66 350 70 400H0zM300 0H154C156 120 176 {tie - 40} 262 {tie}C238 {tie + 50} 234 350 230 400H300z"));
        Add(
            _colours.Near,
            Text(
                $"M22 0H50C50 130 40 {tie - 50} 20 {tie}C26 {tie - 70} 26 120 22 0zM84 0H112C106 120 86 {tie - 60} 30 {tie - 4}C70 {tie - 80} 84 110 84 0zM278 0H250C250 130 260 {tie - 50} 280 {tie}C274 {tie - 70} 274 120 278 0zM216 0H188C194 120 214 {tie - 60} 270 {tie - 4}C230 {tie - 80} 216 110 216 0z"),
            ".35");
        Add(_colours.Accent, Text($"M0 {tie - 8}L44 {tie - 6}V{tie + 8}L0 {tie + 6}zM300 {tie - 8}L256 {tie - 6}V{tie + 8}L300 {tie + 6}z"));
        Add(_colours.Accent, "M0 0H300V44a25 24 0 0 1-50 0a25 24 0 0 1-50 0a25 24 0 0 1-50 0a25 24 0 0 1-50 0a25 24 0 0 1-50 0a25 24 0 0 1-50 0z");
    }

    private void Chair()
    {
        var (left, right) = (Between(-30, 70), Between(230, 330));
        Add(_colours.Near, "M0 296H300V400H0z");
        AddLight(Text($"M{left - 8} -10H{left + 8}L238 322H62z"), ".22");
        AddLight(Text($"M{right - 8} -10H{right + 8}L238 322H62z"), ".3");
        AddLight(Disc(150, 322, 88, 19), ".92");
        Add(
            _colours.Near,
            "M116 158h9v100h-9zM175 158h9v100h-9zM116 166q34-16 68 0v16q-34-14-68 0zM124 196h52v9h-52zM112 248h76v13h-76zM118 258h9l-7 66h-8zM173 258h9l6 66h-8zM138 258h7v50h-7zM158 258h7v50h-7z");
        Add(_colours.Accent, Text($"M122 248v-6h{Between(9, 12)}v-24q17-12 34 0v24h11v6z"));
        Add(_colours.Light, "M132 232h34v6h-34z");
    }

    private void Moon()
    {
        var (x, y, radius) = (Between(110, 190), Between(135, 165), Between(54, 72));
        AddLight(Disc(x, y, radius + 30), ".12");
        Add(_colours.Light, Disc(x, y, radius));
        Add(_colours.Far, Disc(x - 18, y - 14, 13) + Disc(x + 20, y + 20, 9) + Disc(x + 14, y - 26, 6), ".28");
        Add(
            _colours.Light,
            string.Concat(Enumerable.Range(0, 9).Select(i => Text($"M{(i * 34) + Between(0, 22)} {Between(18, 108)}l2-6 2 6 6 2-6 2-2 6-2-6-6-2z"))));
        var hill = Between(262, 286);
        Add(_colours.Far, Text($"M0 {hill}C60 {hill - 44} 110 {hill + 14} 170 {hill - 12}S260 {hill - 46} 300 {hill - 16}V400H0z"));
        Add(_colours.Near, Text($"M0 {hill + 52}C80 {hill + 14} 170 {hill + 56} 300 {hill + 20}V400H0zM196 {hill + 46}v-40l26-24 26 24v36z"));
        Add(_colours.Accent, Text($"M214 {hill + 10}h15v17h-15z"));
    }

    private void Sea()
    {
        var x = Between(90, 210);
        Add(_colours.Light, Disc(x, 138, Between(44, 58)), ".95");
        Add(_colours.Far, Wave(Between(0, 40), 206));
        var boat = Between(118, 170);
        Add(_colours.Accent, Text($"M{boat} 128v92h-58zM{boat + 8} 152v68h38z"));
        Add(_colours.Light, Text($"M{boat - 70} 228h132l-28 34h-76z"));
        Add(_colours.Ground, Wave(Between(0, 40), 246));
        AddLight(Wave(Between(0, 40), 276), ".45");
        Add(_colours.Far, Wave(Between(0, 40), 300));
        Add(_colours.Near, Wave(Between(0, 40), 342));
    }

    private static string Wave(int from, int y) => Text($"M{-from} {y}q20 -24 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0V400H0z");

    private void Lanterns()
    {
        var strings = Enumerable.Range(0, 5).Select(i => (X: 34 + (58 * i), Y: Between(96, 236))).ToList();
        AddLight(string.Concat(strings.Select(s => Disc(s.X, s.Y + 22, 48))), ".13");
        Add(_colours.Near, string.Concat(strings.Select(s => Text($"M{s.X} 0h2v{s.Y}h-2z"))));
        Add(_colours.Near, Text($"M0 340Q70 {Between(296, 318)} 150 334T300 316V400H0z"));
        Add(_colours.Light, string.Concat(strings.Where((_, i) => i % 2 == 0).Select(Lantern)));
        Add(_colours.Accent, string.Concat(strings.Where((_, i) => i % 2 == 1).Select(Lantern)));
        Add(_colours.Near, string.Concat(strings.Select(s => Text($"M{s.X - 11} {s.Y - 5}h24v6h-24zM{s.X - 11} {s.Y + 46}h24v6h-24z"))));
    }

    private static string Lantern((int X, int Y) s) => Text($"M{s.X - 10} {s.Y}h22q22 23 0 46h-22q-22-23 0-46z");

    private void Hills()
    {
        var (x, ridge) = (Between(90, 210), Between(196, 216));
        AddLight(Sheet, ".5");
        Add(_colours.Accent, Disc(x, Between(128, 150), Between(46, 60)));
        Add(_colours.Far, Text($"M0 {ridge}C50 {ridge - 50} 100 {ridge - 10} 160 {ridge - 24}S260 {ridge - 60} 300 {ridge - 20}V400H0z"));
        Add(_colours.Ground, Text($"M0 {ridge + 62}C60 {ridge + 10} 120 {ridge + 50} 180 {ridge + 32}S270 {ridge + 10} 300 {ridge + 34}V400H0z"));
        Add(
            _colours.Near,
            string.Concat(Enumerable.Range(0, 5).Select(i => Disc(30 + (26 * i), ridge + 78 - (i * 3) + Between(-8, 8), 9, Between(34, 46)))));
        Add(_colours.Near, Text($"M0 {ridge + 110}C90 {ridge + 70} 190 {ridge + 120} 300 {ridge + 76}V400H0z"));
        AddLight(
            Text($"M196 {ridge + 98}Q150 {ridge + 126} 190 {ridge + 150}T150 400H206Q220 {ridge + 160} 204 {ridge + 136}T202 {ridge + 97}z"), ".85");
    }

    private void Mask()
    {
        var (smile, ray) = (Between(244, 262), Between(-60, -20));
        Add(
            _colours.Far,
            string.Concat(Enumerable.Range(0, 6).Select(i => Text($"M150 190L{ray + (84 * i)} -60h42zM150 190L{ray + (84 * i)} 460h42z"))), ".55");
        Add(
            _colours.Accent,
            Text(
                $"M66 150C30 180 40 250 16 {Between(310, 340)}L52 312 62 340C84 280 70 220 80 170zM234 150C270 180 260 250 284 {Between(310, 340)}L248 312 238 340C216 280 230 220 220 170z"));
        Add(_colours.Light, "M62 108Q150 74 238 108V196C238 270 190 316 150 316S62 270 62 196z");
        Add(_colours.Near, "M150 87Q196 88 238 108V196C238 270 190 316 150 316z", ".16");
        Add(
            _colours.Near,
            Text(
                $"M84 170Q110 138 134 172Q110 158 84 170zM216 170Q190 138 166 172Q190 158 216 170zM96 {smile - 22}Q150 {smile + 6} 204 {smile - 22}Q188 {smile + 34} 150 {smile + 34}T96 {smile - 22}zM144 178h12l8 40h-28z"));
        Add(_colours.Accent, Disc(98, 214, 13) + Disc(202, 214, 13), ".75");
    }

    private void House()
    {
        var lit = Enumerable.Range(0, 16).Select(_ => Next(5) < 2).ToList();
        Add(_colours.Light, Disc(Between(40, 70), Between(90, 112), 24));
        Add(_colours.Far, "M0 250L40 214 70 236 70 160 120 160 120 400H0zM300 230L262 190 230 220V400H300z");
        Add(_colours.Near, "M72 400V112L150 64 228 112V400zM190 62h20v44h-20z");
        Add(_colours.Far, Windows(lit, isLit: false), ".8");
        Add(_colours.Light, Windows(lit, isLit: true));
        Add(_colours.Accent, Text($"M136 400v-44q14-22 28 0v44zM{88 + (34 * Next(4))} {128 + (54 * Next(4))}h22v30h-22z"));
    }

    private static string Windows(List<bool> lit, bool isLit) =>
        string.Concat(lit.Select((light, i) => light == isLit ? Text($"M{88 + (34 * (i % 4))} {128 + (54 * (i / 4))}h22v30h-22z") : ""));

    /// <summary>A palette that works on light and on dark pages.</summary>
    private sealed record PosterColours(string Ground, string Far, string Near, string Light, string Accent);
}
