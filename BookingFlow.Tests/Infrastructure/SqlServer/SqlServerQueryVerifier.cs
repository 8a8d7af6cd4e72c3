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
/// Fails each query of the program that SQL Server could not run, while the tests run it on SQLite; and, where <c>CI</c> is
/// <c>true</c> and therefore every test runs, fails the run when a query of the program was never run.
/// </summary>
/// <remarks>
/// It listens to EF's own diagnostics, so that no test registers anything. EF reports a query before it translates it, once for
/// each set of its services, and a failed translation is not kept: the next run of the query fails again.
/// </remarks>
public sealed class SqlServerQueryVerifier : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly Assembly Program = typeof(BookingDbContext).Assembly;

    private static readonly string[] Filters = ["-class", "-method", "-namespace", "-trait", "-filter"];

    private readonly SqlServerTranslation _translation = new();
    private readonly List<IDisposable> _subscriptions = [];
    private readonly HashSet<string> _neverSent = [.. QueryMethods()];

    public SqlServerQueryVerifier() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Every method that asks the database something, as the compiler named it. Not those that ask SQLite alone.</summary>
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
            RecordSenders();
        }
        else if (value.Value is QueryExpressionEventData { Context: SqliteBookingDbContext } asked
            && _translation.FailureOf(asked.Expression) is { } failure)
        {
            // A page answers only that something went wrong.
            Console.Error.WriteLine(failure);
            throw new InvalidOperationException(failure);
        }
    }

    public void OnCompleted()
    {
        // EF's diagnostics last as long as the process.
    }

    public void OnError(Exception error)
    {
        // Nothing reports one.
    }

    /// <exception cref="InvalidOperationException">Where every test has run, some query of the program was not.</exception>
    public void Dispose()
    {
        _subscriptions.ForEach(subscription => subscription.Dispose());
        if (IsWholeRun() && _neverSent.Count > 0)
        {
            throw new InvalidOperationException(
                $"Of the program's queries, no test has run those of: {string.Join(", ", _neverSent.Order(StringComparer.Ordinal))}");
        }
    }

    private static bool IsQuery(MethodReference? called) => called?.DeclaringType.Name == nameof(EntityFrameworkQueryableExtensions)
        && (called.Name.EndsWith("Async", StringComparison.Ordinal) || called.Name == nameof(EntityFrameworkQueryableExtensions.AsAsyncEnumerable));

    // SmtpDeliveryTests run single methods in processes of their own, also in CI.
    private static bool IsWholeRun() => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        && !Environment.GetCommandLineArgs().Any(arg => Filters.Any(filter => arg.Contains(filter, StringComparison.OrdinalIgnoreCase)));

    private void RecordSenders()
    {
        lock (_neverSent)
        {
            if (_neverSent.Count == 0)
            {
                return;
            }
        }

        var senders = new StackTrace().GetFrames()
            .Select(frame => frame.GetMethod())
            .OfType<MethodBase>()
            .Where(method => method.DeclaringType?.Assembly == Program)
            .Select(method => $"{method.DeclaringType!.FullName}.{method.Name}")
            .ToList();
        lock (_neverSent)
        {
            _neverSent.ExceptWith(senders);
        }
    }
}
