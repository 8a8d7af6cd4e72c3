using System.Diagnostics.Metrics;

namespace BookingFlow.Web.Telemetry;

/// <summary>
/// What the house counts, for whoever listens; nobody does unless telemetry is switched on. Tags are words of closed
/// sets: no person, no link, no id is ever one.
/// </summary>
public sealed class BookingMetrics
{
    /// <summary>What the meter is called, and the source of the traces.</summary>
    public const string Name = "BookingFlow";

    private static readonly InstrumentAdvice<double> LockWaitBuckets = new()
    {
        HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Counter<int> _reservations;
    private readonly Counter<int> _confirmations;
    private readonly Counter<int> _seats;
    private readonly Counter<int> _checkIns;
    private readonly Counter<int> _people;
    private readonly Counter<int> _refusals;
    private readonly Counter<int> _mails;
    private readonly Histogram<double> _lockWait;

    /// <param name="clock">Measures the waits; null: the system's.</param>
    public BookingMetrics(IMeterFactory meters, TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        var meter = meters.Create(Name);
        _reservations = meter.CreateCounter<int>("bookingflow.reservations", "{reservation}", "Reservations made, by visitors and at the desk.");
        _confirmations = meter.CreateCounter<int>(
            "bookingflow.confirmations", "{reservation}", "Reservations confirmed, by their link and at the desk.");
        _seats = meter.CreateCounter<int>("bookingflow.confirmations.seats", "{seat}", "Seats that confirmations took.");
        _checkIns = meter.CreateCounter<int>("bookingflow.check_ins", "{reservation}", "Parties let in.");
        _people = meter.CreateCounter<int>("bookingflow.check_ins.people", "{person}", "People let in.");
        _refusals = meter.CreateCounter<int>("bookingflow.refusals", "{refusal}", "Refusals, by reason and place.");
        _mails = meter.CreateCounter<int>("bookingflow.mails", "{mail}", "Tries to send a mail, by kind and outcome.");
        _lockWait = meter.CreateHistogram("bookingflow.lock.wait", "s", "From wanting to write until it could be.", tags: null, LockWaitBuckets);
        meter.CreateObservableGauge("bookingflow.mail.backlog", Backlog, "{mail}", "Mail that is owed, and what of it is late.");
    }

    /// <summary>The clock whose timestamps the waits are measured by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The mail that is owed and what of it is late, as last read; null: not known, so nothing is told.</summary>
    public (int Unsent, int Late)? MailBacklog { get; set; }

    public void Reserved() => _reservations.Add(1);

    /// <param name="seats">1 or more.</param>
    public void Confirmed(int seats)
    {
        _confirmations.Add(1);
        _seats.Add(seats);
    }

    /// <param name="people">1 or more.</param>
    /// <param name="isRemainder">Whether they follow a party that was let in, and counted, before.</param>
    public void CheckedIn(int people, bool isRemainder)
    {
        _checkIns.Add(isRemainder ? 0 : 1);
        _people.Add(people);
    }

    /// <param name="place">The page, as the program names it; null: no page of the program.</param>
    /// <typeparam name="TReason">The kinds of failure; not named here, because telemetry knows nothing of the domain.</typeparam>
    public void Refused<TReason>(TReason reason, string? place)
        where TReason : struct, Enum =>
            _refusals.Add(1, new("reason", SnakeCase.Of(reason)), new("place", place ?? "none"));

    public void Mailed<TKind>(TKind kind, MailOutcome outcome)
        where TKind : struct, Enum =>
            _mails.Add(1, new("kind", SnakeCase.Of(kind)), new("outcome", SnakeCase.Of(outcome)));

    public void Waited(TimeSpan time) => _lockWait.Record(time.TotalSeconds);

    private IEnumerable<Measurement<int>> Backlog() => MailBacklog is { } mail
        ? [new(mail.Unsent, new KeyValuePair<string, object?>("state", "owed")), new(mail.Late, new KeyValuePair<string, object?>("state", "late"))]
        : [];
}
