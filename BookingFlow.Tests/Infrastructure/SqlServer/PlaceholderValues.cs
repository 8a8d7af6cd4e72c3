using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Infrastructure.SqlServer;

/// <summary>Creates values for parameters and columns of which only the type matters.</summary>
public static class PlaceholderValues
{
    /// <returns>Never null, because EF translates a comparison with null as IS NULL. A collection has two elements.</returns>
    public static object Of(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } value => Of(value),
        _ when type == typeof(string) => "x",
        _ when type == typeof(DateTime) => TestTimes.Now,
        // EF extracts EF.Functions as a parameter, too.
        _ when type == typeof(DbFunctions) => EF.Functions,
        { IsEnum: true } => Enum.GetValues(type).GetValue(0)!,
        // Not 0, which EF treats as a key that is not set.
        _ when Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
        { IsValueType: true } => Activator.CreateInstance(type)!,
        _ => CreateCollection(
            type, type.GetInterfaces().Append(type).Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))),
    };

    private static object CreateCollection(Type type, Type enumerable)
    {
        var element = enumerable.GetGenericArguments()[0];
        var values = Array.CreateInstance(element, 2);
        values.SetValue(Of(element), 0);
        values.SetValue(Of(element), 1);
        return type.IsInstanceOfType(values) ? values : Activator.CreateInstance(type, values)!;
    }
}
