namespace BookingFlow.Web.Domain.Programme;

/// <summary>How long before the start a reservation was made.</summary>
public enum BookingLead
{
    /// <summary>24 hours or less.</summary>
    LastDay,

    /// <summary>Up to a week.</summary>
    LastWeek,

    /// <summary>Up to four weeks.</summary>
    LastWeeks,

    Earlier,
}
