using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingFlow.Web.Data;

/// <summary>An enum as a lower-case word (<c>check_in</c>), which a person can read in the table.</summary>
public sealed class SnakeCaseEnumConverter<TEnum>() : ValueConverter<TEnum, string>(
    value => SnakeCase.Of(value), word => SnakeCase.Read<TEnum>(word))
    where TEnum : struct, Enum;
