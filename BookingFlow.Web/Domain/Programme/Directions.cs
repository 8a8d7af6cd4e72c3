namespace BookingFlow.Web.Domain.Programme;

/// <summary>How a room is found: at least one of the two is there.</summary>
/// <param name="Text">A few plain lines, at most <see cref="Limits.DirectionsLines"/>.</param>
/// <param name="MapAddress">An absolute address that begins with https or http, written in ASCII.</param>
public sealed record Directions(string? Text, string? MapAddress)
{
    /// <summary>Null where nothing is told.</summary>
    public static Directions? Of(string? directions, string? mapAddress) =>
        directions is null && mapAddress is null ? null : new(directions, mapAddress);

    /// <summary>Checks what was typed and tells everything that is wrong at once. Both may be empty.</summary>
    public static Result<Directions> Check(string? directions, string? mapAddress)
    {
        (directions, mapAddress) = (FieldChecks.Tidy(directions), FieldChecks.Tidy(mapAddress));
        var address = WebAddress(mapAddress);
        InvalidField?[] found =
        [
            FieldChecks.Text(FormField.Directions, directions, Limits.Directions, lineBreaks: true) ?? TooManyLines(directions),
            FieldChecks.Text(FormField.MapAddress, mapAddress, Limits.WebAddress) ?? WrongAddress(mapAddress, address),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new Directions(directions, address);
    }

    // On paper the ticket is one page, whatever the house writes.
    private static InvalidField? TooManyLines(string? directions) =>
        directions?.Count(character => character == '\n') >= Limits.DirectionsLines
            ? new(FormField.Directions, FieldProblem.TooLarge, Limits.DirectionsLines)
            : null;

    private static InvalidField? WrongAddress(string? typed, string? address) => (typed, address) switch
    {
        (null, _) => null,
        (_, null) => new(FormField.MapAddress, FieldProblem.NotAWebAddress),
        // Letters beyond ASCII grow when they are written as browsers send them.
        (_, { Length: > Limits.WebAddress }) => new(FormField.MapAddress, FieldProblem.TooLong, Limits.WebAddress),
        _ => null,
    };

    // A name before the host would show another house than the one that it leads to.
    private static string? WebAddress(string? typed) =>
        Forms.WebAddress.Read(typed) is { UserInfo.Length: 0 } address ? address.AbsoluteUri : null;
}
