namespace BookingFlow.Web.Domain.Reservations;

/// <summary>What the house has decided for all its performances; a performance may decide otherwise for itself.</summary>
/// <param name="MaxPartySize">People in one reservation, 1 to <see cref="Limits.PartySize"/>.</param>
/// <param name="ConfirmationLifetime">How long a mailed link can be confirmed; never past the start.</param>
/// <param name="CheckInOpensBefore">How long before the start the doors open; null: any time before.</param>
/// <param name="CheckInClosesAfter">How long after the start the doors close; null: never.</param>
public sealed record BookingRules(
    int MaxPartySize, TimeSpan ConfirmationLifetime, TimeSpan? CheckInOpensBefore, TimeSpan? CheckInClosesAfter)
{
    public int MaxPartySizeFor(int? performanceLimit) => Math.Min(performanceLimit ?? MaxPartySize, Limits.PartySize);

    /// <summary>When a link mailed now stops working; UTC.</summary>
    public DateTime ConfirmationExpiry(DateTime now, DateTime startsAt)
    {
        var expiry = now + ConfirmationLifetime;
        return expiry < startsAt ? expiry : startsAt;
    }

    /// <summary>When the doors open; UTC; null: they are open at any time before the start.</summary>
    public DateTime? DoorsOpenAt(Performance performance) => DoorsOpenAt(performance.StartsAt, performance.CheckInOpensMinutesBefore);

    /// <inheritdoc cref="DoorsOpenAt(Performance)"/>
    /// <param name="minutesBefore">What the performance has decided for itself; null: as the house.</param>
    public DateTime? DoorsOpenAt(DateTime startsAt, int? minutesBefore) => startsAt - (Minutes(minutesBefore) ?? CheckInOpensBefore);

    /// <summary>When the doors close; UTC; null: they stay open.</summary>
    public DateTime? DoorsCloseAt(Performance performance) => DoorsCloseAt(performance.StartsAt, performance.CheckInClosesMinutesAfter);

    /// <inheritdoc cref="DoorsCloseAt(Performance)"/>
    /// <param name="minutesAfter">What the performance has decided for itself; null: as the house.</param>
    public DateTime? DoorsCloseAt(DateTime startsAt, int? minutesAfter) => startsAt + (Minutes(minutesAfter) ?? CheckInClosesAfter);

    /// <summary>
    /// Until when the desk gives seats out: as long as somebody can still be let in; a day after the start where the
    /// doors never close. UTC.
    /// </summary>
    public DateTime DeskClosesAt(Performance performance) => DoorsCloseAt(performance) ?? performance.StartsAt.AddDays(1);

    private static TimeSpan? Minutes(int? minutes) => minutes is { } some ? TimeSpan.FromMinutes(some) : null;
}
