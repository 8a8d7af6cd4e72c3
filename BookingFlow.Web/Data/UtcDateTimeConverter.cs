using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BookingFlow.Web.Data;

/// <summary>Times are stored in UTC; both databases forget that, so it is said again on the way out.</summary>
public sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value,
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
