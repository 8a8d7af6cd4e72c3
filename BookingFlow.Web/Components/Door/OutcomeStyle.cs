namespace BookingFlow.Web.Components.Door;

/// <summary>Colour and symbol of a check-in outcome. The symbol repeats the meaning of the colour for people who cannot tell colours apart.</summary>
/// <param name="Tone">Suffix of the CSS class: <c>in</c> (admitted), <c>wait</c> (not now, or more to do) or <c>no</c> (refused).</param>
/// <param name="Path">SVG path of the symbol, stroked, in a 24 × 24 view box.</param>
public sealed record OutcomeStyle(string Tone, string Path)
{
    private const string Cross = "M5 5l14 14M19 5L5 19";

    public static OutcomeStyle Admitted { get; } = new("in", "M4 13l5 5L20 6");

    public static OutcomeStyle Of(Failure failure) => failure switch
    {
        { Kind: FailureKind.AlreadyCheckedIn, CheckIn.StillToCome: > 0 } => new("wait", "M12 4v16M4 12h16"),
        { Kind: FailureKind.WrongPerformance } => new("wait", "M4 12h15M13 6l6 6-6 6"),
        { Kind: FailureKind.OutsideCheckInWindow, OpensAt: not null } => new("wait", "M12 3a9 9 0 1 0 .01 0M12 7v5l4 3"),
        { Kind: FailureKind.Busy or FailureKind.Unavailable or FailureKind.FormExpired or FailureKind.TooManyRequests } =>
            new("wait", "M19 12a7 7 0 1 1-2.5-5.4M17 2v5h-5"),
        { Kind: FailureKind.InvalidInput } => new("wait", "M7 8.5a5 5 0 1 1 5 5V16M12 20v1"),
        { Kind: FailureKind.TicketInvalid, IsCaseLost: true } => new("wait", "M12 3l8 9h-4v5H8v-5H4zM8 21h8"),
        { Kind: FailureKind.TicketInvalid, IsForeignAddress: true } => new("no", "M12 3a9 9 0 1 0 .01 0M6 6l12 12"),
        _ => new("no", Cross),
    };
}
