namespace BookingFlow.Web.Data.Copying;

/// <summary>A table of the original and its copy.</summary>
public sealed record TableComparison(string Table, TableContent Original, TableContent Copy)
{
    public bool AreEqual => Original.Equals(Copy);
}
