using System.Diagnostics.Metrics;

namespace BookingFlow.Web.Telemetry;

/// <summary>The program's metrics.</summary>
/// <remarks>Tag values are members of closed sets, never personal data, links or ids (docs/decisions/0019).</remarks>
public sealed class BookingMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
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

    /// <param name="clock">Measures wait times; null for the system clock.</param>
    public BookingMetrics(IMeterFactory meters, TimeProvider? clock = null)
    {
        Clock = clock ?? TimeProvider.System;
        var meter = meters.Create(Name);
        _reservations = meter.CreateCounter<int>(
            "bookingflow.reservations", "{reservation}", "Reservations made, by visitors and by the box office.");
        _confirmations = meter.CreateCounter<int>(
            "bookingflow.confirmations", "{reservation}", "Reservations confirmed, by link and by the box office.");
        _seats = meter.CreateCounter<int>("bookingflow.confirmations.seats", "{seat}", "Seats taken by confirmations.");
        _checkIns = meter.CreateCounter<int>("bookingflow.check_ins", "{reservation}", "Parties admitted.");
        _people = meter.CreateCounter<int>("bookingflow.check_ins.people", "{person}", "People admitted.");
        _refusals = meter.CreateCounter<int>("bookingflow.refusals", "{refusal}", "Refusals, by reason and page.");
        _mails = meter.CreateCounter<int>("bookingflow.mails", "{mail}", "Attempts to send a mail, by kind and outcome.");
        _lockWait = meter.CreateHistogram("bookingflow.lock.wait", "s", "Time that a write waits before it starts.", tags: null, LockWaitBuckets);
        meter.CreateObservableGauge(
            "bookingflow.health", ReadHealth, unit: null, "The health checks: 1 for healthy, 0.5 for degraded, 0 for unhealthy.");
        meter.CreateObservableGauge("bookingflow.mail.backlog", Backlog, "{mail}", "Unsent mail, and how much of it is late.");
    }

    /// <summary>The clock that measures wait times.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Number of unsent mails and of the late ones among them, as last read; null if unknown, in which case nothing is reported.</summary>
    public (int Unsent, int Late)? MailBacklog { get; set; }

    /// <summary>The health checks by name, as last run: 1 for healthy, 0.5 for degraded, 0 for unhealthy. Empty until they have run.</summary>
    public IReadOnlyDictionary<string, double> Health { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    public void Reserved() => _reservations.Add(1);

    /// <param name="seats">1 or more.</param>
    public void Confirmed(int seats)
    {
        _confirmations.Add(1);
        _seats.Add(seats);
    }

    /// <param name="people">1 or more.</param>
    /// <param name="isRemainder">Whether they belong to a party that is already checked in and counted.</param>
    public void CheckedIn(int people, bool isRemainder)
    {
        _checkIns.Add(isRemainder ? 0 : 1);
        _people.Add(people);
    }

    /// <param name="place">Name of the Razor page; null if the request has none.</param>
    /// <typeparam name="TReason">The enum of failure kinds; generic because Telemetry does not depend on Domain.</typeparam>
    public void Refused<TReason>(TReason reason, string? place)
        where TReason : struct, Enum =>
            _refusals.Add(1, new("reason", SnakeCase.Of(reason)), new("place", place ?? "none"));

    public void Mailed<TKind>(TKind kind, MailOutcome outcome)
        where TKind : struct, Enum =>
            _mails.Add(1, new("kind", SnakeCase.Of(kind)), new("outcome", SnakeCase.Of(outcome)));

    public void Waited(TimeSpan time) => _lockWait.Record(time.TotalSeconds);

    private IEnumerable<Measurement<double>> ReadHealth() =>
        Health.Select(check => new Measurement<double>(check.Value, new KeyValuePair<string, object?>("check", check.Key)));

    private IEnumerable<Measurement<int>> Backlog() => MailBacklog is { } mail
        ? [new(mail.Unsent, new KeyValuePair<string, object?>("state", "owed")), new(mail.Late, new KeyValuePair<string, object?>("state", "late"))]
        : [];
}
