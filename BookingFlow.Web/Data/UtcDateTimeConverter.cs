using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingFlow.Web.Data;

/// <summary>Stores times in UTC and restores <see cref="DateTimeKind.Utc"/> when reading, because neither database stores the kind.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
