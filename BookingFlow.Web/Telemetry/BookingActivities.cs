using System.Diagnostics;

namespace BookingFlow.Web.Telemetry;

/// <summary>
/// The house's own spans, for whoever listens: what was written, for how long it was waited, and mail. They name acts and words, never a person or a
/// link.
/// </summary>
public static class BookingActivities
{
    private static readonly ActivitySource Source = new(BookingMetrics.Name);

    /// <summary>One write, named after the use case; null while nobody listens.</summary>
    /// <param name="sourceFile">The file of the use case, as the compiler names it: one class a file, which has its name.</param>
    public static Activity? Write(string sourceFile) => Source.HasListeners() ? Source.StartActivity($"write {NameOf(sourceFile)}") : null;

    /// <summary>One try to send a mail, by a job that nobody's request waits for; null while nobody listens.</summary>
    public static Activity? Mail() => Source.StartActivity("mail", ActivityKind.Consumer);

    // Not by Path: the program may run on another system than the one on which it was compiled.
    private static string NameOf(string sourceFile) => sourceFile[(sourceFile.LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0];
}
