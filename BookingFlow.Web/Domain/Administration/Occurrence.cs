namespace BookingFlow.Web.Domain.Administration;

/// <summary>Which is meant of a time that the clock shows twice, in the night in which it is put back.</summary>
public enum Occurrence
{
    /// <summary>Before the clock was put back: summer time.</summary>
    First,

    /// <summary>After it: winter time.</summary>
    Second,
}
