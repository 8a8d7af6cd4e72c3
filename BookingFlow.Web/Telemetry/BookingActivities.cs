using System.Diagnostics;

namespace BookingFlow.Web.Telemetry;

/// <summary>Starts the program's own activities (spans), for writes and mail.</summary>
/// <remarks>Names and tags are use case names and members of closed sets, never personal data or links (docs/decisions/0019).</remarks>
public static class BookingActivities
{
    private static readonly ActivitySource Source = new(BookingMetrics.Name);

    /// <summary>Starts the activity of a write, named after the use case; null without a listener.</summary>
    /// <param name="sourceFile">Source file of the use case, from <c>CallerFilePath</c>; it is named after its class.</param>
    public static Activity? Write(string sourceFile) => Source.HasListeners() ? Source.StartActivity($"write {NameOf(sourceFile)}") : null;

    /// <summary>Starts the activity of an attempt to send a mail, in a background job; null without a listener.</summary>
    public static Activity? Mail() => Source.StartActivity("mail", ActivityKind.Consumer);

    // Not System.IO.Path: the program may be compiled on another operating system, with other separators.
    private static string NameOf(string sourceFile) => sourceFile[(sourceFile.LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0];
}
