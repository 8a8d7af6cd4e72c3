namespace BookingFlow.Web.Domain.Administration;

/// <summary>Which occurrence is meant of a local time that occurs twice because the clock is put back.</summary>
public enum Occurrence
{
    /// <summary>Before the clock is put back: summer time.</summary>
    First,

    /// <summary>After the clock is put back: winter time.</summary>
    Second,
}
