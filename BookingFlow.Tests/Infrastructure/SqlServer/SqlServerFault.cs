using System.Reflection;
using Microsoft.Data.SqlClient;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>
/// The driver's own exception, as the server's error of this number makes it. The driver lets nobody else make one, so
/// it is made through its own internal doors.
/// </summary>
public static class SqlServerFault
{
    public const int DeadlockVictim = 1205;
    public const int LockTimeout = 1222;
    public const int CommandTimeout = -2;

    /// <summary>The connection was forcibly closed.</summary>
    public const int ConnectionLost = 10054;

    public static SqlException Of(int number)
    {
        const BindingFlags Inside = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        var makeError = typeof(SqlError)
            .GetConstructors(Inside)
            .Where(c => c.GetParameters()[0].ParameterType == typeof(int))
            .OrderBy(c => c.GetParameters().Length)
            .First();
        var error = makeError.Invoke([.. makeError.GetParameters().Select(p => Value(p, number))]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Inside, [typeof(SqlError)])!.Invoke(errors, [error]);
        var makeException = typeof(SqlException).GetMethods(Inside)
            .Where(m => m.Name == "CreateException" && m.GetParameters() is [var first, ..] && first.ParameterType == typeof(SqlErrorCollection))
            .OrderBy(m => m.GetParameters().Length).First();
        return (SqlException)makeException.Invoke(null, [errors, .. makeException.GetParameters().Skip(1).Select(p => Value(p, number))])!;
    }

    private static object? Value(ParameterInfo parameter, int number) => parameter.ParameterType switch
    {
        var t when t == typeof(int) && parameter.Position == 0 => number,
        var t when t == typeof(string) => "",
        var t when t.IsValueType => Activator.CreateInstance(t),
        _ => null,
    };
}
