namespace BookingFlow.Tests.Races;

/// <summary>All orders in which acts of several clients can have happened.</summary>
internal static class Orders
{
    /// <returns>Each permutation of the indexes from 0 to <paramref name="count"/> - 1.</returns>
    public static IEnumerable<int[]> Of(int count) => Extend([], [.. Enumerable.Range(0, count)]);

    private static IEnumerable<int[]> Extend(int[] begun, int[] rest) => rest.Length == 0
        ? [begun]
        : rest.SelectMany(next => Extend([.. begun, next], [.. rest.Where(other => other != next)]));
}
