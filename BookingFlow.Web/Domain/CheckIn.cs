namespace BookingFlow.Web.Domain;

/// <summary>The record that a party was let in: when, by whom, how many. One per reservation, by the database.</summary>
public sealed class CheckIn
{
    public int Id { get; set; }

    /// <summary>Unique: a reservation is checked in once.</summary>
    public int ReservationId { get; set; }

    public Reservation Reservation { get; set; } = null!;

    /// <summary>How many people came in, 1 to the party size.</summary>
    public int People { get; set; }

    public DateTime At { get; set; }

    public int StaffId { get; set; }

    /// <summary>The name of the person at the door as it was then.</summary>
    public required string StaffName { get; set; }

    /// <summary>The submission that let the party in: the same one sent again is answered as the first time.</summary>
    public Guid RequestId { get; set; }

    public CheckInFacts Facts => new(At, StaffName, People);

    /// <summary>Whether this is the very submission that made this record, arriving once more.</summary>
    public bool IsAnswerTo(Guid requestId, int staffId) => RequestId == requestId && StaffId == staffId;
}
