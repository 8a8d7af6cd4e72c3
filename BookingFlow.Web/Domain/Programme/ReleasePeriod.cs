namespace BookingFlow.Web.Domain.Programme;

/// <summary>How long before the start seats were given back.</summary>
public enum ReleasePeriod
{
    /// <summary>A week or more.</summary>
    Week,

    /// <summary>Two to seven days.</summary>
    Days,

    /// <summary>24 to 48 hours.</summary>
    DayBefore,

    /// <summary>6 to 24 hours.</summary>
    SameDay,

    /// <summary>2 to 6 hours.</summary>
    Hours,

    /// <summary>Less than 2 hours, or after the start.</summary>
    LastHours,
}
