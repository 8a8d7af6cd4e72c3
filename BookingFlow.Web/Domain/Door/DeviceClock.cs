namespace BookingFlow.Web.Domain.Door;

/// <summary>Converts times of a device's clock, which may be wrong, to the server's clock.</summary>
public static class DeviceClock
{
    /// <summary>How long before it is received a scan can have been made. An earlier time is a wrong clock.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(7);

    /// <summary>Returns the time of a scan.</summary>
    /// <param name="at">By the device's clock; UTC.</param>
    /// <param name="offset">The server's clock less the device's, as the device measured it; zero if it never did.</param>
    /// <param name="now">By the server's clock; UTC.</param>
    /// <returns>UTC; not in the future, and not more than <see cref="MaxDelay"/> ago.</returns>
    public static DateTime ToServerTime(DateTime at, TimeSpan offset, DateTime now)
    {
        // Compared as distances, because the sum can lie outside the range of DateTime.
        var delay = (now - at).TotalSeconds - offset.TotalSeconds;
        return now - (delay <= 0 ? TimeSpan.Zero : delay >= MaxDelay.TotalSeconds ? MaxDelay : now - at - offset);
    }
}
