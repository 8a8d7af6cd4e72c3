using System.Globalization;

namespace BookingFlow.Tests.Builders;

/// <summary>
/// Builds a pending reservation of Ada Lovelace for two people, created at <see cref="TestTimes.Now"/> and expiring a day later.
/// </summary>
public sealed class AReservation
{
    private readonly List<Action<Reservation>> _transitions = [];
    private Performance? _performance;
    private string _name = "Ada Lovelace";
    private string? _email = "ada@example.org";
    private string? _phone;
    private string? _notes;
    private int _partySize = 2;
    private AccessNeeds _access;
    private string? _reference;
    private DateTime _createdAt = TestTimes.Now;
    private DateTime _expiresAt = TestTimes.Now.AddDays(1);

    public AReservation For(Performance performance)
    {
        _performance = performance;
        return this;
    }

    public AReservation Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>Sets the email address; null for a party entered by the box office without an address.</summary>
    public AReservation WithEmail(string? email)
    {
        _email = email;
        return this;
    }

    public AReservation WithPhone(string? phone)
    {
        _phone = phone;
        return this;
    }

    public AReservation WithNotes(string? notes)
    {
        _notes = notes;
        return this;
    }

    public AReservation OfParty(int people)
    {
        _partySize = people;
        return this;
    }

    /// <summary>Sets the wheelchair and companion places that the party asks for, one of each at most.</summary>
    public AReservation WithPlaces(AccessPlaces places) => Needing(new(places.Wheelchair > 0, places.Companion > 0));

    public AReservation Needing(AccessNeeds access)
    {
        _access = access;
        return this;
    }

    public AReservation WithReference(string reference)
    {
        _reference = reference;
        return this;
    }

    public AReservation CreatedAt(DateTime at)
    {
        _createdAt = at;
        return this;
    }

    public AReservation ExpiringAt(DateTime at)
    {
        _expiresAt = at;
        return this;
    }

    /// <summary>Confirms the reservation and adds its seats to the confirmed seats of its performance.</summary>
    public AReservation Confirmed(DateTime? at = null) => Then(r => r.Confirm(r.PartySize, at ?? TestTimes.Now));

    /// <summary>Puts the reservation on the waiting list.</summary>
    /// <param name="smallest">The smallest number of people; null for the whole party.</param>
    public AReservation Waiting(DateTime? since = null, int? smallest = null) => Then(r => r.Wait(smallest ?? r.PartySize, since ?? TestTimes.Now));

    public AReservation Cancelled(DateTime? at = null) => Then(r => r.Cancel(at ?? TestTimes.Now));

    public AReservation Expired() => Then(r => r.Expire());

    public AReservation InStatus(ReservationStatus status) => status switch
    {
        ReservationStatus.Pending => this,
        ReservationStatus.Waiting => Waiting(),
        ReservationStatus.Confirmed => Confirmed(),
        ReservationStatus.Cancelled => Cancelled(),
        ReservationStatus.Expired => Expired(),
    };

    public Reservation Build()
    {
        var performance = _performance ?? new APerformance().Build();
        var result = ValidReservation.Check(
            _name, "placeholder@example.org", _phone, _notes, _partySize.ToString(CultureInfo.InvariantCulture), Limits.PartySize,
            access: _access);
        var details = result.Value ?? throw new InvalidOperationException("The form would refuse this reservation.");
        var reservation = Reservation.Pending(performance.Id, details, _reference ?? Reference.New(), Guid.NewGuid(), _createdAt, _expiresAt);
        reservation.Performance = performance;
        reservation.Email = _email;
        _transitions.ForEach(transition => transition(reservation));
        return reservation;
    }

    private AReservation Then(Action<Reservation> transition)
    {
        _transitions.Add(transition);
        return this;
    }
}
