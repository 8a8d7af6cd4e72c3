using System.Diagnostics;

namespace BookingFlow.Web.Telemetry;

/// <summary>The house's own spans, for whoever listens: what was written, for how long it was waited, and mail. They name acts and words, never a person or a link.</summary>
public static class BookingActivities
{
    private static readonly ActivitySource Source = new(BookingMetrics.Name);

    /// <summary>One act, named after the class that it is; null while nobody listens.</summary>
    public static Activity? Write(Delegate act)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var type = act.Method.DeclaringType!;
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return Source.StartActivity($"write {type.Name}");
    }

    /// <summary>One try to send a mail, by a job that nobody's request waits for; null while nobody listens.</summary>
    public static Activity? Mail() => Source.StartActivity("mail", ActivityKind.Consumer);
}
