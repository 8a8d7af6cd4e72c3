using Microsoft.Extensions.Logging.Testing;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>Searches captured log records, including their structured values, scopes and exceptions.</summary>
public static class LogRecords
{
    /// <summary>Returns every record that contains a text in any of its parts; letter case is ignored.</summary>
    public static IReadOnlyList<FakeLogRecord> RecordsWith(this FakeLogCollector logs, string text) =>
        [.. logs.GetSnapshot().Where(record => record.AllText().Contains(text, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Returns everything of a record that could reach a log file.</summary>
    public static string AllText(this FakeLogRecord record) =>
        $"{record.Category} {record.Message} {Format(record.State)} {string.Join(' ', record.Scopes.Select(Format))} {record.Exception}";

    private static string Format(object? state) => state switch
    {
        IEnumerable<KeyValuePair<string, string?>> values => string.Join(' ', values),
        IEnumerable<KeyValuePair<string, object?>> values => $"{string.Join(' ', values)} {values}",
        _ => $"{state}",
    };
}
