namespace BookingFlow.Web.Domain.Reservations;

/// <summary>The venue's booking settings for all performances; a performance can override some of them.</summary>
/// <param name="MaxPartySize">Maximum people in one reservation, 1 to <see cref="Limits.PartySize"/>.</param>
/// <param name="ConfirmationLifetime">How long a confirmation link is valid; never past the start of the performance.</param>
/// <param name="CheckInOpensBefore">How long before the start the doors open; null if check-in is possible at any time before.</param>
/// <param name="CheckInClosesAfter">How long after the start the doors close; null if they never close.</param>
public sealed record BookingRules(
    int MaxPartySize, TimeSpan ConfirmationLifetime, TimeSpan? CheckInOpensBefore, TimeSpan? CheckInClosesAfter)
{
    /// <summary>How long before the start parties can last change their reservations; null if until the doors close.</summary>
    public TimeSpan? ChangesCloseBefore { get; init; }

    /// <summary>How many hours before the start confirmed parties are reminded; 0 for not at all.</summary>
    public int ReminderHours { get; init; } = DefaultReminderHours;

    /// <summary><see cref="ReminderHours"/> of a venue that has not changed it.</summary>
    public const int DefaultReminderHours = 24;

    /// <summary>How many minutes before the start the waiting list closes; 0 for at the start.</summary>
    public int WaitingListClosesMinutes { get; init; } = DefaultWaitingListClosesMinutes;

    /// <summary><see cref="WaitingListClosesMinutes"/> of a venue that has not changed it.</summary>
    public const int DefaultWaitingListClosesMinutes = 120;

    /// <summary>
    /// Whether a device at the door stores readable names, so that parties can be found by name without a network. Without, a lost device tells none.
    /// </summary>
    public bool SearchesNamesOffline { get; init; }

    public int MaxPartySizeFor(int? performanceLimit) => Math.Min(performanceLimit ?? MaxPartySize, Limits.PartySize);

    /// <summary>Returns when a confirmation link created now expires; UTC.</summary>
    public DateTime ConfirmationExpiry(DateTime now, DateTime startsAt)
    {
        var expiry = now + ConfirmationLifetime;
        return expiry < startsAt ? expiry : startsAt;
    }

    /// <summary>Returns when the doors open; UTC; null if check-in is possible at any time before the start.</summary>
    public DateTime? DoorsOpenAt(Performance performance) => DoorsOpenAt(performance.StartsAt, performance.CheckInOpensMinutesBefore);

    /// <inheritdoc cref="DoorsOpenAt(Performance)"/>
    /// <param name="minutesBefore">The performance's own setting; null for the venue's.</param>
    public DateTime? DoorsOpenAt(DateTime startsAt, int? minutesBefore) => startsAt - (Minutes(minutesBefore) ?? CheckInOpensBefore);

    /// <summary>Returns when the doors close; UTC; null if they never close.</summary>
    public DateTime? DoorsCloseAt(Performance performance) => DoorsCloseAt(performance.StartsAt, performance.CheckInClosesMinutesAfter);

    /// <inheritdoc cref="DoorsCloseAt(Performance)"/>
    /// <param name="minutesAfter">The performance's own setting; null for the venue's.</param>
    public DateTime? DoorsCloseAt(DateTime startsAt, int? minutesAfter) => startsAt + (Minutes(minutesAfter) ?? CheckInClosesAfter);

    /// <summary>
    /// Returns until when the box office can change reservations: until the doors close, or one day after the start if they never close. UTC.
    /// </summary>
    public DateTime BoxOfficeClosesAt(Performance performance) => DoorsCloseAt(performance) ?? performance.StartsAt.AddDays(1);

    /// <summary>Returns when the confirmed parties of a performance are reminded; UTC; null if they are not.</summary>
    public DateTime? RemindsAt(Performance performance) =>
        (performance.ReminderHours ?? ReminderHours) is > 0 and var hours ? performance.StartsAt.AddHours(-hours) : null;

    /// <summary>Returns until when a reminder that is late is still sent: until the doors open, or the start if they are always open; UTC.</summary>
    public DateTime RemindsUntil(Performance performance) => DoorsOpenAt(performance) ?? performance.StartsAt;

    /// <summary>
    /// Returns the time before which a reservation must have been made for its party to be reminded; UTC; null if no party is reminded.
    /// </summary>
    /// <remarks>
    /// It lies half as long before the reminder as the reminder before the start (docs/decisions/0049): a later reservation is still fresh.
    /// </remarks>
    public DateTime? RemindsOfReservationsBefore(Performance performance) =>
        RemindsAt(performance) is { } at ? at - ((performance.StartsAt - at) / 2) : null;

    /// <summary>Returns when the waiting list of a performance closes; UTC.</summary>
    public DateTime WaitingListClosesAt(DateTime startsAt) => startsAt.AddMinutes(-WaitingListClosesMinutes);

    /// <summary>Returns until when parties can change their reservations; UTC.</summary>
    public DateTime ChangesCloseAt(Performance performance) =>
        ChangesCloseBefore is { } before ? performance.StartsAt - before : BoxOfficeClosesAt(performance);

    private static TimeSpan? Minutes(int? minutes) => minutes is { } some ? TimeSpan.FromMinutes(some) : null;
}
