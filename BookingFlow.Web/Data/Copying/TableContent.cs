namespace BookingFlow.Web.Data.Copying;

/// <summary>What a table contains, for the comparison of a copy with its original.</summary>
/// <param name="Sums">The sums of its whole numbers by property, such as party sizes; without keys.</param>
/// <param name="Checksum">A checksum of all values of all rows that does not depend on their order.</param>
public sealed record TableContent(long Rows, IReadOnlyDictionary<string, long> Sums, ulong Checksum)
{
    public bool Equals(TableContent? other) => other is not null && Rows == other.Rows && Checksum == other.Checksum
        && Sums.Count == other.Sums.Count && Sums.All(sum => other.Sums.TryGetValue(sum.Key, out var value) && value == sum.Value);

    public override int GetHashCode() => HashCode.Combine(Rows, Checksum);
}
