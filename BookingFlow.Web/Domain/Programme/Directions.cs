namespace BookingFlow.Web.Domain.Programme;

/// <summary>Directions to a room: a text, a map or both.</summary>
/// <param name="Text">Plain text of at most <see cref="Limits.DirectionsLines"/> lines.</param>
/// <param name="MapAddress">An absolute http or https address in ASCII form.</param>
public sealed record Directions(string? Text, string? MapAddress)
{
    /// <summary>Returns the directions, or null if both are null.</summary>
    public static Directions? Of(string? directions, string? mapAddress) =>
        directions is null && mapAddress is null ? null : new(directions, mapAddress);

    /// <summary>Validates the input and returns all problems at once. Both fields may be empty.</summary>
    /// <returns>The validated directions, or: InvalidInput.</returns>
    public static Result<Directions> Check(string? directions, string? mapAddress)
    {
        (directions, mapAddress) = (FieldChecks.Normalize(directions), FieldChecks.Normalize(mapAddress));
        var address = WebAddress(mapAddress);
        InvalidField?[] found =
        [
            FieldChecks.Text(FormField.Directions, directions, Limits.Directions, lineBreaks: true) ?? TooManyLines(directions),
            FieldChecks.Text(FormField.MapAddress, mapAddress, Limits.WebAddress) ?? WrongAddress(mapAddress, address),
        ];
        var wrong = found.OfType<InvalidField>().ToArray();
        return wrong.Length > 0 ? Failure.InvalidInput(wrong) : new Directions(directions, address);
    }

    // A printed ticket has one page, which limits the number of lines.
    private static InvalidField? TooManyLines(string? directions) =>
        directions?.Count(character => character == '\n') >= Limits.DirectionsLines
            ? new(FormField.Directions, FieldProblem.TooLarge, Limits.DirectionsLines)
            : null;

    private static InvalidField? WrongAddress(string? typed, string? address) => (typed, address) switch
    {
        (null, _) => null,
        (_, null) => new(FormField.MapAddress, FieldProblem.NotAWebAddress),
        // Percent-encoding of non-ASCII characters makes an address longer.
        (_, { Length: > Limits.WebAddress }) => new(FormField.MapAddress, FieldProblem.TooLong, Limits.WebAddress),
        _ => null,
    };

    // User information before the host can make an address look like one of another site.
    private static string? WebAddress(string? typed) =>
        Forms.WebAddress.Read(typed) is { UserInfo.Length: 0 } address ? address.AbsoluteUri : null;
}
