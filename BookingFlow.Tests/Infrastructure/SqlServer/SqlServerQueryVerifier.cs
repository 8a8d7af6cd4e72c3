using System.Diagnostics;
using System.Reflection;
using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Mono.Cecil;

[assembly: AssemblyFixture(typeof(SqlServerQueryVerifier))]

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>
/// Checks each query that a test runs on SQLite for SQL Server as well: the query throws if SQL Server could not run it. On CI, it also fails the
/// test run if a query of the program was not run by any test.
/// </summary>
/// <remarks>
/// It subscribes to EF's diagnostics, so that tests need no registration. EF reports a query before its translation, once per internal service
/// provider. A failed translation is not cached: the next run of the query fails again.
/// </remarks>
public sealed class SqlServerQueryVerifier : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly Assembly Program = typeof(BookingDbContext).Assembly;

    // One for the process: mutation testing runs tests one by one in one process, and EF throws when it is to make a 21st service provider.
    private static readonly SqlServerTranslation Translation = new();

    private static readonly string[] FilterArguments = ["-class", "-method", "-namespace", "-trait", "-filter"];

    private readonly List<IDisposable> _subscriptions = [];
    private readonly HashSet<string> _untested = [.. QueryMethods()];

    public SqlServerQueryVerifier() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Returns the compiled names of all methods of the program that run a query, except those that are for SQLite only.</summary>
    public static IEnumerable<string> QueryMethods() => AssemblyDefinition.ReadAssembly(Program.Location).MainModule.GetTypes()
        .Where(type => !type.FullName.StartsWith(typeof(SqliteBookingDbContext).FullName!, StringComparison.Ordinal))
        .SelectMany(type => type.Methods.Where(method => method.HasBody))
        .Where(method => method.Body.Instructions.Any(i => IsQuery(i.Operand as MethodReference)))
        .Select(method => $"{method.DeclaringType.FullName.Replace('/', '+')}.{method.Name}");

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(
                this, name => name == CoreEventId.QueryCompilationStarting.Name || name == RelationalEventId.CommandExecuting.Name));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Context: BookingDbContext })
        {
            RecordCallers();
        }
        else if (value.Value is QueryExpressionEventData { Context: SqliteBookingDbContext } query
            && Translation.FailureOf(query.Expression) is { } failure)
        {
            // Also printed, because the exception may only become a 500 response of a page.
            Console.Error.WriteLine(failure);
            throw new InvalidOperationException(failure);
        }
    }

    public void OnCompleted()
    {
        // EF's diagnostics never complete.
    }

    public void OnError(Exception error)
    {
        // A DiagnosticListener reports no errors.
    }

    /// <exception cref="InvalidOperationException">All tests have run, but a query of the program has not.</exception>
    public void Dispose()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        if (IsUnfilteredRun() && _untested.Count > 0)
        {
            throw new InvalidOperationException(
                $"No test has run the queries of: {string.Join(", ", _untested.Order(StringComparer.Ordinal))}");
        }
    }

    private static bool IsQuery(MethodReference? called) => called?.DeclaringType.Name == nameof(EntityFrameworkQueryableExtensions)
        && (called.Name.EndsWith("Async", StringComparison.Ordinal) || called.Name == nameof(EntityFrameworkQueryableExtensions.AsAsyncEnumerable));

    // SmtpDeliveryTests run single methods in processes of their own, also in CI.
    private static bool IsUnfilteredRun() => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        && !Environment.GetCommandLineArgs().Any(arg => FilterArguments.Any(filter => arg.Contains(filter, StringComparison.OrdinalIgnoreCase)));

    private void RecordCallers()
    {
        lock (_untested)
        {
            if (_untested.Count == 0)
            {
                return;
            }
        }

        var callers = new StackTrace().GetFrames()
            .Select(frame => frame.GetMethod())
            .OfType<MethodBase>()
            .Where(method => method.DeclaringType?.Assembly == Program)
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")
            .ToList();
        lock (_untested)
        {
            _untested.ExceptWith(callers);
        }
    }
}
