using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace BookingFlow.Tests.Infrastructure.Telemetry;

/// <summary>One thing that was logged: the line as it is read, and every value that went into it or stood around it.</summary>
public sealed record CapturedLine(string Category, LogLevel Level, string Text, IReadOnlyList<KeyValuePair<string, string>> Values, Exception? Exception)
{
    /// <summary>Everything of it that could reach a log file.</summary>
    public override string ToString() => $"{Category} {Text} {string.Join(' ', Values)} {Exception}";
}

/// <summary>Everything that the program logs, of every category and level, with structured values and scopes. May be asked while it is written.</summary>
[ProviderAlias("Captured")]
public sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<CapturedLine> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<CapturedLine> Lines => [.. _lines];

    /// <summary>Every line in which a text stands, be it in the line itself, a value, a scope or an exception.</summary>
    public IReadOnlyList<CapturedLine> LinesWith(string text) =>
        [.. _lines.Where(line => line.ToString().Contains(text, StringComparison.OrdinalIgnoreCase))];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // Nothing is held that needs letting go: a test reads the lines after the program has stopped.
    }

    private static IEnumerable<KeyValuePair<string, string>> ValuesOf(object? state, string name) => state switch
    {
        null => [],
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs.Select(p => KeyValuePair.Create(p.Key, Written(p.Value))),
        _ => [KeyValuePair.Create(name, Written(state))],
    };

    private static string Written(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private sealed class Logger(string category, CapturedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = ValuesOf(state, "State").ToList();
            logs._scopes.ForEachScope((scope, found) => found.AddRange([.. ValuesOf(scope, "Scope"), KeyValuePair.Create("Scope", Written(scope))]), values);
            logs._lines.Enqueue(new CapturedLine(category, logLevel, formatter(state, exception), values, exception));
        }
    }
}
