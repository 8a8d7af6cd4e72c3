using System.Buffers.Binary;
using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BookingFlow.Web.Data.Copying;

/// <summary>Adds up the rows of a table to a <see cref="TableContent"/>.</summary>
/// <remarks>
/// The values are those that EF has read, so that the same row of two databases gives the same checksum although they store times and ids
/// differently. The checksum is the sum of the rows' hashes, because databases sort texts differently.
/// </remarks>
internal sealed class TableSums(IEntityType table)
{
    private readonly IProperty[] _properties = [.. table.GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal)];
    private readonly Dictionary<string, long> _sums = table.GetProperties()
        .Where(p => !p.IsKey() && !p.IsForeignKey() && (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) is var type
            && (type == typeof(int) || type == typeof(long)))
        .ToDictionary(p => p.Name, _ => 0L, StringComparer.Ordinal);

    private long _rows;
    private ulong _checksum;

    public TableContent Content => new(_rows, _sums, _checksum);

    public void Add(object row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var property in _properties)
        {
            var value = property.GetGetter().GetClrValue(row);
            var bytes = BytesOf(value);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(bytes ?? []);
            if (value is not null && _sums.TryGetValue(property.Name, out var sum))
            {
                _sums[property.Name] = sum + Convert.ToInt64(value, CultureInfo.InvariantCulture);
            }
        }

        _rows++;
        _checksum += BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }

    private static byte[]? BytesOf(object? value) => value switch
    {
        null => null,
        byte[] bytes => bytes,
        DateTime time => Encoding.UTF8.GetBytes(time.Ticks.ToString(CultureInfo.InvariantCulture)),
        DateTimeOffset time => Encoding.UTF8.GetBytes(time.UtcTicks.ToString(CultureInfo.InvariantCulture)),
        // Such as a list of numbers that is stored as text.
        IEnumerable list and not string => Encoding.UTF8.GetBytes(string.Join('\n', list.Cast<object>())),
        _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}
