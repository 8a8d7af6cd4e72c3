namespace BookingFlow.Web.Domain.Reservations;

/// <summary>One party's request for seats in one performance. Only a confirmed one takes seats.</summary>
public sealed class Reservation
{
    public int Id { get; set; }

    public int PerformanceId { get; set; }

    public Performance Performance { get; set; } = null!;

    /// <summary>What people read aloud (<see cref="Domain.Reservations.Reference"/>); unique; admits nobody by itself.</summary>
    public required string Reference { get; set; }

    public required string Name { get; set; }

    /// <summary>Where the link and the ticket are mailed; null for a party without an address.</summary>
    public string? Email { get; set; }

    /// <summary>What the house finds it by: name, address and reference, folded (<see cref="SearchText"/>).</summary>
    public string SearchKey
    {
        get => SearchText.Of(Name, Email, Reference.Replace("-", "", StringComparison.Ordinal));
        private set => _ = value;
    }

    /// <summary>The language in which it was asked for, of <see cref="Languages.OfVisitors"/>: its mails are written in it.</summary>
    public string Language { get; set; } = Languages.First;

    public string? Phone { get; set; }

    public string? Notes { get; set; }

    /// <summary>How many people, 1 to <see cref="Limits.PartySize"/>.</summary>
    public int PartySize { get; private set; }

    public ReservationStatus Status { get; private set; } = ReservationStatus.Pending;

    /// <summary>What makes the same submission sent twice one reservation; unique.</summary>
    public Guid SubmissionKey { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Until when a pending reservation can be confirmed; UTC; never past the start.</summary>
    public DateTime ExpiresAt { get; set; }

    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>
    /// The performance's version that this confirmation made: the order in which parties got their seats.
    /// </summary>
    public int? ConfirmedAtVersion { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    public static Reservation Pending(
        int performanceId, ValidReservation details, string reference, Guid submissionKey, DateTime now, DateTime expiresAt) => new()
        {
            PerformanceId = performanceId,
            Reference = reference,
            Name = details.Name,
            Email = details.Email,
            Phone = details.Phone,
            Notes = details.Notes,
            PartySize = details.PartySize,
            SubmissionKey = submissionKey,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };

    /// <summary>
    /// Takes the seats, for the whole party or a smaller one. Called under the lock, after
    /// <see cref="ConfirmationRules"/> or <see cref="DeskRules"/> found nothing against it and the performance was
    /// recounted. Of the two only the desk lets one through that has expired.
    /// </summary>
    public void Confirm(int partySize, DateTime now)
    {
        Require(ReservationStatus.Pending, ReservationStatus.Expired);
        PartySize = partySize;
        Status = ReservationStatus.Confirmed;
        ConfirmedAt = now;
        Performance.SetConfirmedSeats(Performance.ConfirmedSeats + partySize);
        ConfirmedAtVersion = Performance.Version;
    }

    /// <summary>
    /// Takes more seats, or gives some back. Called under the lock, after <see cref="DeskRules"/> found nothing against
    /// it and the performance was recounted.
    /// </summary>
    public void ChangeParty(int partySize)
    {
        Require(ReservationStatus.Pending, ReservationStatus.Confirmed);
        if (Status == ReservationStatus.Confirmed)
        {
            Performance.SetConfirmedSeats(Performance.ConfirmedSeats - PartySize + partySize);
        }

        PartySize = partySize;
    }

    /// <summary>
    /// Gives its seats back to one performance and takes as many of another. Called under the locks of both, after
    /// <see cref="DeskRules"/> found nothing against it and both were recounted.
    /// </summary>
    public void MoveTo(Performance performance)
    {
        Require(ReservationStatus.Confirmed);
        Performance.SetConfirmedSeats(Performance.ConfirmedSeats - PartySize);
        Performance = performance;
        PerformanceId = performance.Id;
        performance.SetConfirmedSeats(performance.ConfirmedSeats + PartySize);
        ConfirmedAtVersion = performance.Version;
    }

    /// <summary>Gives the seats back, if it held any. Called under the lock, on a recounted performance.</summary>
    public void Cancel(DateTime now)
    {
        if (Status == ReservationStatus.Confirmed)
        {
            Performance.SetConfirmedSeats(Performance.ConfirmedSeats - PartySize);
        }

        Status = ReservationStatus.Cancelled;
        CancelledAt = now;
    }

    /// <summary>Tidies a request that was never confirmed.</summary>
    public void Expire()
    {
        Require(ReservationStatus.Pending);
        Status = ReservationStatus.Expired;
    }

    private void Require(params ReadOnlySpan<ReservationStatus> statuses)
    {
        if (!statuses.Contains(Status))
        {
            throw new InvalidOperationException($"Reservation {Id} is {Status}, not {string.Join(" or ", statuses.ToArray())}.");
        }
    }
}
