using System.Collections;
using System.Text.RegularExpressions;
using BookingFlow.Web.Components;
using Microsoft.Extensions.Logging.Abstractions;

namespace BookingFlow.Web.Hosting.Security;

/// <summary>
/// Keeps raw tokens out of every log, whoever writes it: the framework prints paths, and some paths hold tokens.
/// It stands around the logger factory, so that no provider ever sees one.
/// </summary>
public static partial class LogRedaction
{
    public static IServiceCollection AddLogRedaction(this IServiceCollection services)
    {
        var original = services.Last(service => service.ServiceType == typeof(ILoggerFactory));
        services.Remove(original);
        services.AddSingleton<ILoggerFactory>(provider => new Factory(
            (ILoggerFactory)ActivatorUtilities.CreateInstance(provider, original.ImplementationType!)));
        return services;
    }

    /// <summary>
    /// 43 characters of base64url that stand alone are a token, or look like one, which is enough. In a returnUrl it is
    /// a percent-encoded slash that they stand behind (%2F, or %252F when it was encoded twice).
    /// </summary>
    public static string Redact(string text) => text.Length < 43 ? text : LooksLikeToken().Replace(text, "[token]");

    [GeneratedRegex("((?<![A-Za-z0-9_-])|(?<=%(25)*[0-9A-Fa-f]{2}))[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex LooksLikeToken();

    private sealed class Factory(ILoggerFactory inner) : ILoggerFactory
    {
        private volatile bool _isDisposed;

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        // Hangfire keeps a host's logger factory in a static and asks it for loggers after that host has ended.
        public ILogger CreateLogger(string categoryName) =>
            _isDisposed ? NullLogger.Instance : new Logger(inner.CreateLogger(categoryName));

        public void Dispose()
        {
            _isDisposed = true;
            inner.Dispose();
        }
    }

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull =>
            inner.BeginScope(new State(state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], () => state.ToString()));

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
            {
                return;
            }

            var values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
            inner.Log(logLevel, eventId, new State(values, () => formatter(state, exception)), Safe(exception), static (safe, _) => safe.ToString());
        }
    }

    // An exception's text cannot be changed, so one that names a token is told by its redacted text.
    private static Exception? Safe(Exception? exception) =>
        exception?.ToString() is { } text && Redact(text) is var safe && !string.Equals(safe, text, StringComparison.Ordinal)
            ? new RedactedException(safe)
            : exception;

    private sealed class RedactedException(string text) : Exception(text)
    {
        public override string ToString() => Message;
    }

    /// <summary>What was logged, sentence and named values both, without tokens; written only when somebody reads it.</summary>
    private sealed class State(IReadOnlyList<KeyValuePair<string, object?>> values, Func<string?> sentence) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        // Anything that prints itself may print a token, so what is not a plain number or flag becomes its redacted text.
        public KeyValuePair<string, object?> this[int index] => values[index].Value is null or int or long or bool or double
            ? values[index]
            : new(values[index].Key, Redact(values[index].Value!.ToString() ?? ""));

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => Redact(sentence() ?? "");
    }
}
