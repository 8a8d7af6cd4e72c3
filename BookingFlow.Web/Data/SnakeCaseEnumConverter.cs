using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingFlow.Web.Data;

/// <summary>Stores an enum as its name in snake case (<c>check_in</c>), so that the table is readable.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>() : ValueConverter<TEnum, string>(
    value => SnakeCase.Of(value), stored => SnakeCase.Read<TEnum>(stored))
    where TEnum : struct, Enum;
