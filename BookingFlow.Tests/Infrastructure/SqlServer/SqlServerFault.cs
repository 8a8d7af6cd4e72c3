using System.Reflection;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Creates the driver's <see cref="SqlException"/> for a server error number, by reflection because its constructors are internal.</summary>
public static class SqlServerFault
{
    public const int DeadlockVictim = 1205;
    public const int LockTimeout = 1222;
    public const int CommandTimeout = -2;

    /// <summary>The connection was forcibly closed.</summary>
    public const int ConnectionLost = 10054;

    public static SqlException Of(int number)
    {
        const BindingFlags NonPublic = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var errorConstructor = typeof(SqlError)
            .GetConstructors(NonPublic)
            .Where(c => c.GetParameters()[0].ParameterType == typeof(int))
            .OrderBy(c => c.GetParameters().Length)
            .First();
        var error = errorConstructor.Invoke([.. errorConstructor.GetParameters().Select(p => Value(p, number))]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", NonPublic, [typeof(SqlError)])!.Invoke(errors, [error]);
        var createException = typeof(SqlException).GetMethods(NonPublic)
            .Where(m => m.Name == "CreateException" && m.GetParameters() is [var first, ..] && first.ParameterType == typeof(SqlErrorCollection))
            .OrderBy(m => m.GetParameters().Length).First();
        return (SqlException)createException.Invoke(null, [errors, .. createException.GetParameters().Skip(1).Select(p => Value(p, number))])!;
    }

    private static object? Value(ParameterInfo parameter, int number) => parameter.ParameterType switch
    {
        var t when t == typeof(int) && parameter.Position == 0 => number,
        var t when t == typeof(string) => "",
        var t when t.IsValueType => Activator.CreateInstance(t),
        _ => null,
    };
}
