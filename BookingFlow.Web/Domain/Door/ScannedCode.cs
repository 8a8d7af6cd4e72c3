namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// The parsed input of the scan station: the address from a QR code, a bare check-in token, or a reference typed by hand.
/// </summary>
/// <remarks>At most one of the properties is set; none is if the input is not recognized.</remarks>
public sealed record ScannedCode
{
    public Token? CheckIn { get; private init; }

    /// <summary>The reference in its canonical form. It only finds the party; it never admits by itself.</summary>
    public string? Reference { get; private init; }

    /// <summary>Whether the input is a web address that is not a check-in link of this venue; it is refused with a warning.</summary>
    public bool IsForeignAddress { get; private init; }

    public static ScannedCode Read(string? typed, PublicLinks links)
    {
        // Scanners and copying can add white space; none of the three forms contains any.
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Token.TryParse(links.ExtractCheckInToken(text), out var linked)
                ? new ScannedCode { CheckIn = linked }
                : new ScannedCode { IsForeignAddress = true };
        }

        if (Token.TryParse(text, out var bare))
        {
            return new ScannedCode { CheckIn = bare };
        }

        return new ScannedCode { Reference = Domain.Reservations.Reference.Read(text) };
    }
}
