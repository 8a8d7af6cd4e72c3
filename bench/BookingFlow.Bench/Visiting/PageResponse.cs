namespace BookingFlow.Bench.Visiting;

/// <summary>A complete HTTP response.</summary>
/// <param name="Path">The requested path.</param>
/// <param name="Location">The Location header; null when there is none.</param>
/// <param name="Elapsed">From the first byte sent to the last byte read.</param>
public sealed record PageResponse(string Path, int Status, string? Location, string Body, TimeSpan Elapsed)
{
    /// <summary>Checks status and body.</summary>
    /// <exception cref="UnexpectedResponseException">The status differs, or the body does not contain the text.</exception>
    public PageResponse Expect(int status, string text = "") => Status == status && Body.Contains(text, StringComparison.Ordinal)
        ? this
        : throw new UnexpectedResponseException($"{Path} answered {Status} and not {status} with \"{text}\": {Body}");

    /// <summary>Checks for a 303 to an address.</summary>
    /// <exception cref="UnexpectedResponseException">The status is not 303, or Location differs.</exception>
    public PageResponse ExpectSeeOther(string location) => Status == 303 && Location == location
        ? this
        : throw new UnexpectedResponseException($"{Path} answered {Status} to {Location ?? "nowhere"} and not 303 to {location}: {Body}");
}
