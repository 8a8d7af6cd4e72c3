namespace BookingFlow.Tests.Domain;

/// <summary>What ought to be told of several conditions: the first that holds, in the order of the closed set.</summary>
internal static class FailureOrder
{
    public static FailureKind? First(IEnumerable<(FailureKind Kind, bool Holds)> conditions) =>
        conditions.Where(c => c.Holds).Select(c => (FailureKind?)c.Kind).Order().FirstOrDefault();
}
