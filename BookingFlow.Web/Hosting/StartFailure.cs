using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting;

/// <summary>Explains why the program did not start, for the console.</summary>
public static class StartFailure
{
    /// <returns>Null for a fault of the program, whose stack trace is needed.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        SettingException or DatabaseBusyException or MigrationHistoryException => exception.Message,
        _ when DatabaseFaults.Of(exception) is { } fault => $"{DatabaseFaults.Advice(fault)} ({exception.GetBaseException().Message})",
        _ => null,
    };
}
