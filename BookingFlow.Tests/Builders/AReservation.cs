using System.Globalization;

namespace BookingFlow.Tests.Builders;

/// <summary>A pending reservation of Ada Lovelace for two people, asked for at <see cref="AMoment.Now"/>, with a day to confirm it.</summary>
public sealed class AReservation
{
    private readonly List<Action<Reservation>> _fate = [];
    private Performance? _performance;
    private string _name = "Ada Lovelace";
    private string? _email = "ada@example.org";
    private string? _phone;
    private string? _notes;
    private int _partySize = 2;
    private string? _reference;
    private DateTime _askedAt = AMoment.Now;
    private DateTime _expiresAt = AMoment.Now.AddDays(1);

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

    /// <summary>Null: a party of the counter, without an address.</summary>
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

    public AReservation WithReference(string reference)
    {
        _reference = reference;
        return this;
    }

    public AReservation AskedAt(DateTime at)
    {
        _askedAt = at;
        return this;
    }

    public AReservation ExpiringAt(DateTime at)
    {
        _expiresAt = at;
        return this;
    }

    /// <summary>Takes its seats of the performance, which counts them.</summary>
    public AReservation Confirmed(DateTime? at = null) => Then(r => r.Confirm(r.PartySize, at ?? AMoment.Now));

    public AReservation Cancelled(DateTime? at = null) => Then(r => r.Cancel(at ?? AMoment.Now));

    public AReservation Expired() => Then(r => r.Expire());

    public AReservation InStatus(ReservationStatus status) => status switch
    {
        ReservationStatus.Pending => this,
        ReservationStatus.Confirmed => Confirmed(),
        ReservationStatus.Cancelled => Cancelled(),
        ReservationStatus.Expired => Expired(),
    };

    public Reservation Build()
    {
        var performance = _performance ?? new APerformance().Build();
        var checkedDetails = ValidReservation.Check(
            _name, "somebody@example.org", _phone, _notes, _partySize.ToString(CultureInfo.InvariantCulture), Limits.PartySize);
        var details = checkedDetails.Value ?? throw new InvalidOperationException("The form would refuse this reservation.");
        var reservation = Reservation.Pending(performance.Id, details, _reference ?? Reference.New(), Guid.NewGuid(), _askedAt, _expiresAt);
        reservation.Performance = performance;
        reservation.Email = _email;
        _fate.ForEach(step => step(reservation));
        return reservation;
    }

    private AReservation Then(Action<Reservation> step)
    {
        _fate.Add(step);
        return this;
    }
}
