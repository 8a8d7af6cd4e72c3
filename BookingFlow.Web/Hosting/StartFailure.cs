using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Data.Upgrading;
using BookingFlow.Web.Hosting.Settings;

namespace BookingFlow.Web.Hosting;

/// <summary>Explains why the program did not start, for the console.</summary>
public static class StartFailure
{
    /// <returns>Null for a fault of the program, whose stack trace is needed.</returns>
    public static string? Explain(Exception exception) => exception switch
    {
        SettingException or DatabaseBusyException or MigrationHistoryException or UpgradeException => exception.Message,
        _ when DatabaseFaults.Of(exception) is { } fault => $"{DatabaseFaults.Advice(fault)} ({exception.GetBaseException().Message})",
        InvalidDataException => $"{SettingsFile(exception)} Correct the file, such as a comma or a quotation mark that is missing there.",
        IOException or UnauthorizedAccessException =>
            $"A file or folder cannot be used: {exception.Message.TrimEnd('.')}. Check that the path exists and that the program may use it.",
        _ => null,
    };

    // The framework's sentence names the file, and that of the parser the line, counted from 0.
    private static string SettingsFile(Exception exception) =>
        exception.GetBaseException() is System.Text.Json.JsonException { LineNumber: { } line }
            ? $"{exception.Message.TrimEnd('.')}: line {line + 1} is not valid JSON."
            : exception.Message;
}
