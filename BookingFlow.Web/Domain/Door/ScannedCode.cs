namespace BookingFlow.Web.Domain.Door;

/// <summary>
/// What came into the scan station's field: the QR's address as a scanner types it, the bare token, or a reference
/// typed by hand. Exactly one of the properties says what it is; none does when it is nothing of ours.
/// </summary>
public sealed record ScannedCode
{
    public Token? CheckIn { get; private init; }

    /// <summary>Written as on the ticket. It shows whose it is; it never admits by itself.</summary>
    public string? Reference { get; private init; }

    /// <summary>A web address that is not a check-in link of this house: refused with a warning.</summary>
    public bool IsForeignAddress { get; private init; }

    public static ScannedCode Read(string? typed, PublicLinks links)
    {
        // Scanners and copying add spaces and line ends; none of the three forms has any.
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Token.TryParse(links.CheckInTokenIn(text), out var linked)
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
