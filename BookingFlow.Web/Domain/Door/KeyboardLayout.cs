using System.Collections.Frozen;

namespace BookingFlow.Web.Domain.Door;

/// <summary>A keyboard layout of a computer: which characters it makes of the keys that a scanner presses, and the way back.</summary>
/// <remarks>
/// A scanner sends keys, not characters: for each character, the key that has it on a US keyboard, with or without Shift. The computer's layout
/// decides which character arrives. <see cref="KeyboardLayouts"/> has the tables (docs/decisions/0040).
/// </remarks>
public sealed class KeyboardLayout
{
    /// <summary>In a table, a key without a character of its own: a dead key, which changes the next character, or no key.</summary>
    public const char NoCharacter = '◌';

    private readonly FrozenDictionary<char, char> _typed;
    private readonly FrozenDictionary<char, char> _us;

    /// <param name="plain">What the keys of <see cref="KeyboardLayouts.UsPlain"/> produce, in the same order.</param>
    /// <param name="shifted">The same with Shift.</param>
    /// <param name="exchangesCase">Whether capital and small letters are exchanged, as with Caps Lock.</param>
    public KeyboardLayout(KeyboardMismatch mismatch, string plain, string shifted, bool exchangesCase = false)
    {
        Mismatch = mismatch;
        var keys = (KeyboardLayouts.UsPlain + KeyboardLayouts.UsShifted).Zip(plain + shifted, (us, typed) => (Us: us, Typed: typed))
            .Where(key => key.Us != ' ' && key.Typed != NoCharacter)
            .ToList();
        var produced = exchangesCase ? keys.ConvertAll(key => (key.Us, Typed: ExchangeCase(key.Typed))) : keys;
        _typed = produced.ToFrozenDictionary(key => key.Us, key => key.Typed);

        // On Windows, Caps Lock does not change every accented letter. So those are read as they are, too, unless another key produces them.
        var unchanged = keys.Where(key => exchangesCase && !char.IsAscii(key.Typed));
        _us = produced.Concat(unchanged).DistinctBy(key => key.Typed).ToFrozenDictionary(key => key.Typed, key => key.Us);
    }

    public KeyboardMismatch Mismatch { get; }

    /// <summary>Returns what a scanner sent if this text arrived; null if this layout cannot have produced the text.</summary>
    public string? ReadBack(string typed) => Map(typed, _us);

    /// <summary>Returns what arrives if a scanner sends this text; null if one of its keys has no character of its own.</summary>
    public string? Type(string text) => Map(text, _typed);

    private static string? Map(string text, FrozenDictionary<char, char> characters) =>
        text.All(characters.ContainsKey) ? string.Concat(text.Select(c => characters[c])) : null;

    // .NET has no capital ß in the invariant culture; Linux types one.
    private static char ExchangeCase(char c) => c == 'ß' ? 'ẞ' : char.IsLower(c) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c);
}
