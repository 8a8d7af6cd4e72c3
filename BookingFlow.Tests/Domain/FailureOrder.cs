namespace BookingFlow.Tests.Domain;

/// <summary>Computes the failure that a rule must return: the first that holds, in the order of <see cref="FailureKind"/>.</summary>
internal static class FailureOrder
{
    public static FailureKind? First(IEnumerable<(FailureKind Kind, bool Holds)> conditions) =>
        conditions.Where(c => c.Holds).Select(c => (FailureKind?)c.Kind).Order().FirstOrDefault();
}
