using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace BookingFlow.Web.Domain.Reservations;

/// <summary>A party's request for seats at a performance. Only a confirmed reservation takes seats.</summary>
public sealed class Reservation
{
    /// <summary>
    /// What is stored instead of the name of an erased party. No form accepts an empty name; pages show it as "Erased", in their language.
    /// </summary>
    public const string ErasedName = "";

    public int Id { get; set; }

    public int PerformanceId { get; set; }

    public Performance Performance { get; set; } = null!;

    /// <summary>Short code for people to read aloud (<see cref="Domain.Reservations.Reference"/>); unique.</summary>
    public required string Reference { get; set; }

    /// <summary><see cref="ErasedName"/> after <see cref="Erase"/>.</summary>
    public required string Name { get; set; }

    /// <summary>Address for the confirmation link and the ticket; null for a party without one.</summary>
    public string? Email
    {
        get;
        set
        {
            field = value;
            MailboxKey = value is null ? null : Mail.MailboxKey.Of(value);
        }
    }

    /// <summary>
    /// The <see cref="Mail.MailboxKey"/> of <see cref="Email"/>, to count requests; null without an address, and in rows that
    /// <c>CanonicalizeAddresses</c> has not reached yet.
    /// </summary>
    public Guid? MailboxKey { get; private set; }

    /// <summary>Folded name, e-mail address and reference, for the staff search (<see cref="SearchText"/>). The setter is only for EF Core.</summary>
    public string SearchKey
    {
        get => SearchText.Of(Name, Email, Reference.Replace("-", "", StringComparison.Ordinal));
        private set => _ = value;
    }

    /// <summary>Language of the party's mails: the one in which it reserved, one of <see cref="Languages.OfVisitors"/>.</summary>
    public string Language { get; set; } = Languages.Default;

    public string? Phone { get; set; }

    public string? Notes { get; set; }

    /// <summary>What staff noted for the box office and the door; shown to staff alone; null if there is nothing.</summary>
    public string? StaffNote { get; set; }

    /// <summary>Answers to the show's questions; loaded only where they are shown.</summary>
    public List<Answer> Answers { get; init; } = [];

    /// <summary>Number of people, 1 to <see cref="Limits.PartySize"/>.</summary>
    public int PartySize { get; private set; }

    /// <summary>Wheelchair places for people of the party, 0 or 1.</summary>
    public int WheelchairPlaces { get; private set; }

    /// <summary>Companion places for people of the party, 0 or 1, and only with a wheelchair place.</summary>
    public int CompanionPlaces { get; private set; }

    /// <summary>The places that are kept for the party, or that it asks for. They stay when personal data is erased (docs/decisions/0069).</summary>
    public AccessPlaces AccessPlaces
    {
        get => new(WheelchairPlaces, CompanionPlaces);
        private set => (WheelchairPlaces, CompanionPlaces) = (value.Wheelchair, value.Companion);
    }

    /// <summary>Whether the party asked for the step-free way; erased with the personal data.</summary>
    public bool NeedsStepFreeAccess { get; private set; }

    /// <summary>Whether the party asked for the induction loop; erased with the personal data.</summary>
    public bool NeedsInductionLoop { get; private set; }

    /// <summary>What the party asks for of the room, as pages show it.</summary>
    public AccessNeeds Access => new(WheelchairPlaces > 0, CompanionPlaces > 0, NeedsStepFreeAccess, NeedsInductionLoop);

    public ReservationStatus Status { get; private set; } = ReservationStatus.Pending;

    /// <summary>Idempotency key, so that the same form submitted twice makes one reservation; unique.</summary>
    public Guid SubmissionKey { get; set; }

    /// <summary>Id that all reservations made with one form share; null for one of its own, and when it is erased (docs/decisions/0074).</summary>
    public Guid? GroupId { get; set; }

    public DateTime CreatedAt { get; set; }

    /// <summary>Until when a pending reservation can be confirmed; UTC; never after the start of the performance.</summary>
    public DateTime ExpiresAt { get; set; }

    /// <summary>
    /// The smallest number of people with which a party of the waiting list would come, 1 to <see cref="PartySize"/>; null if it did not ask for
    /// the waiting list.
    /// </summary>
    public int? SmallestParty { get; private set; }

    /// <summary>
    /// When the party joined the waiting list, which is its place in the order; UTC; stays when it gets seats; null if it never joined.
    /// </summary>
    public DateTime? WaitingSince { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The performance's <see cref="Performance.Version"/> after this confirmation: the order in which parties were confirmed.</summary>
    public int? ConfirmedAtVersion { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    /// <summary>When the party itself cancelled, which it can take back; UTC; null if it did not.</summary>
    public DateTime? ReleasedAt { get; private set; }

    /// <summary>How often the party's calendar entry has changed for another reason than <see cref="Performance.ScheduleVersion"/>.</summary>
    public int Revision { get; private set; }

    /// <summary>The SEQUENCE of the party's calendar files (RFC 5545): it only grows. Needs a loaded <see cref="Performance"/>.</summary>
    public int CalendarSequence => Performance.ScheduleVersion + Revision;

    /// <summary>When the party's personal data was erased; UTC; null if it was not.</summary>
    public DateTime? ErasedAt { get; private set; }

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
            SmallestParty = details.SmallestParty,
            Answers = [.. details.Answers.Select(answer => new Answer { QuestionId = answer.QuestionId, Text = answer.Text })],
            AccessPlaces = details.AccessPlaces,
            NeedsStepFreeAccess = details.NeedsStepFreeAccess,
            NeedsInductionLoop = details.NeedsInductionLoop,
        };

    /// <summary>Joins the waiting list. Call under the lock.</summary>
    /// <param name="smallestParty">1 to the party size.</param>
    /// <exception cref="InvalidOperationException">The reservation is not pending.</exception>
    public void Wait(int smallestParty, DateTime now)
    {
        Require(ReservationStatus.Pending);
        (Status, WaitingSince, SmallestParty) = (ReservationStatus.Waiting, now, smallestParty);
        Performance.AddWaitingPeople(PartySize);
    }

    /// <summary>Changes the smallest number of people with which the party would come.</summary>
    /// <param name="smallestParty">1 to the party size.</param>
    public void ChangeSmallestParty(int smallestParty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(smallestParty, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(smallestParty, PartySize);
        SmallestParty = smallestParty;
    }

    /// <summary>Confirms the reservation and takes its seats.</summary>
    /// <remarks>
    /// Call under the lock, on a recounted performance, after <see cref="ConfirmationRules"/>, <see cref="WaitingListRules"/> or
    /// <see cref="BoxOfficeRules"/> allowed it. Only staff can confirm an expired reservation.
    /// </remarks>
    /// <param name="partySize">1 to the party size: a party can be confirmed with fewer people than it asked for.</param>
    /// <exception cref="InvalidOperationException">The reservation is neither pending, waiting nor expired.</exception>
    public void Confirm(int partySize, DateTime now)
    {
        Require(ReservationStatus.Pending, ReservationStatus.Waiting, ReservationStatus.Expired);
        LeaveWaitingList();
        SetPartySize(partySize);
        Status = ReservationStatus.Confirmed;
        ConfirmedAt = now;
        Performance.TakeSeats(partySize, AccessPlaces);
        ConfirmedAtVersion = Performance.Version;
    }

    /// <summary>Changes the party size, and takes or releases the difference in seats if the reservation is confirmed.</summary>
    /// <remarks>Call under the lock, on a recounted performance, after <see cref="BoxOfficeRules"/> allowed it.</remarks>
    /// <exception cref="InvalidOperationException">The reservation is neither pending, waiting nor confirmed.</exception>
    public void ChangeParty(int partySize) => ChangeParty(partySize, AccessPlaces.For(partySize));

    /// <summary>Changes the party size and the access places.</summary>
    /// <inheritdoc cref="ChangeParty(int)"/>
    public void ChangeParty(int partySize, AccessPlaces places)
    {
        var before = AccessPlaces;
        Require(ReservationStatus.Pending, ReservationStatus.Waiting, ReservationStatus.Confirmed);
        if (Status == ReservationStatus.Confirmed && partySize < PartySize)
        {
            Performance.FreeSeats(PartySize - partySize, before);
            Performance.SetConfirmedAccessPlaces(Performance.ConfirmedAccessPlaces + places);
        }
        else if (Status == ReservationStatus.Confirmed)
        {
            Performance.SetConfirmedSeats(Performance.ConfirmedSeats - PartySize + partySize);
            Performance.SetConfirmedAccessPlaces(Performance.ConfirmedAccessPlaces - before + places);
        }
        else if (Status == ReservationStatus.Waiting)
        {
            Performance.AddWaitingPeople(partySize - PartySize);
        }

        SetPartySize(partySize);
        AccessPlaces = places;
        Revision++;
    }

    /// <summary>Gives up access places beyond those that are left, for a party that is admitted at the door all the same.</summary>
    public void TakeNoMorePlacesThan(AccessPlaces left) => AccessPlaces = AccessPlaces.AtMost(left);

    /// <summary>Moves the reservation and its seats to another performance.</summary>
    /// <remarks>Call under the locks of both performances, after both were recounted and <see cref="BoxOfficeRules"/> allowed it.</remarks>
    /// <exception cref="InvalidOperationException">The reservation is not confirmed.</exception>
    public void MoveTo(Performance performance)
    {
        Require(ReservationStatus.Confirmed);
        Performance.FreeSeats(PartySize, AccessPlaces);
        // The sum with the other performance's version must not be smaller than before.
        Revision += 1 + Math.Max(0, Performance.ScheduleVersion - performance.ScheduleVersion);
        Performance = performance;
        PerformanceId = performance.Id;
        performance.TakeSeats(PartySize, AccessPlaces);
        ConfirmedAtVersion = performance.Version;
    }

    /// <summary>Cancels the reservation and releases its seats, if it is confirmed. Call under the lock, on a recounted performance.</summary>
    public void Cancel(DateTime now)
    {
        if (Status == ReservationStatus.Confirmed)
        {
            Performance.FreeSeats(PartySize, AccessPlaces);
        }

        LeaveWaitingList();
        Status = ReservationStatus.Cancelled;
        CancelledAt = now;
        Revision++;
    }

    /// <summary>Cancels the reservation by the party itself, as <see cref="Cancel"/> does, and lets it take that back.</summary>
    public void Release(DateTime now)
    {
        Cancel(now);
        ReleasedAt = now;
    }

    /// <summary>Takes back what the party has released, and takes the seats again.</summary>
    /// <remarks>Call under the lock, on a recounted performance, after <see cref="PartyRules"/> allowed it. The ticket is valid again.</remarks>
    /// <param name="partySize">1 to the party size.</param>
    /// <exception cref="InvalidOperationException">The party has not released confirmed seats.</exception>
    public void TakeBack(int partySize)
    {
        if (ReleasedAt is null || ConfirmedAt is null)
        {
            throw new InvalidOperationException($"Reservation {Id} has no released seats.");
        }

        SetPartySize(partySize);
        (Status, CancelledAt, ReleasedAt) = (ReservationStatus.Confirmed, null, null);
        Performance.TakeSeats(partySize, AccessPlaces);
        ConfirmedAtVersion = Performance.Version;
        Revision++;
    }

    /// <summary>Undoes a cancellation by the venue or by the party, and takes the seats again.</summary>
    /// <remarks>Call under the lock, on a recounted performance, after <see cref="BoxOfficeRules"/> allowed it. The ticket is valid again.</remarks>
    /// <exception cref="InvalidOperationException">The reservation is not cancelled, or was not confirmed before.</exception>
    public void Reinstate()
    {
        Require(ReservationStatus.Cancelled);
        if (ConfirmedAt is null)
        {
            throw new InvalidOperationException($"Reservation {Id} had no seats.");
        }

        (Status, CancelledAt, ReleasedAt) = (ReservationStatus.Confirmed, null, null);
        Performance.TakeSeats(PartySize, AccessPlaces);
        ConfirmedAtVersion = Performance.Version;
        Revision++;
    }

    /// <summary>Marks a reservation as expired that was not confirmed in time, or that still waits when the waiting list closes.</summary>
    /// <exception cref="InvalidOperationException">The reservation is neither pending nor waiting.</exception>
    public void Expire()
    {
        Require(ReservationStatus.Pending, ReservationStatus.Waiting);
        LeaveWaitingList();
        Status = ReservationStatus.Expired;
    }

    /// <summary>
    /// Erases the party's personal data: name, e-mail address, phone, message, its ticks for the room, the staff's note, the group and, with name
    /// and address, the search key.
    /// </summary>
    /// <remarks>
    /// The answers are rows of their own. Party size, access places, status, times and reference stay, so that counts do not change
    /// (docs/decisions/0047).
    /// </remarks>
    /// <param name="now">UTC; ignored if the data was erased before.</param>
    public void Erase(DateTime now)
    {
        (Name, Email, Phone, Notes, StaffNote) = (ErasedName, null, null, null, null);
        (NeedsStepFreeAccess, NeedsInductionLoop) = (false, false);
        GroupId = null;
        ErasedAt ??= now;
    }

    /// <summary>Removes the party's name, words of its name, address and phone number from a text that stays when they are erased.</summary>
    /// <param name="text">A reason that staff typed, for the audit log; null if there is none.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public string? WithoutPersonalData(string? text)
    {
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
        // Short words, such as "de", say nothing about a person and are frequent in other texts.
        var words = Name.Split(' ').Where(word => word.Length > 2);
        var personal = new[] { Email, Phone, Name }.Concat(words).OfType<string>().Where(value => value.Length > 0).Select(Regex.Escape);
        return text is null || !personal.Any()
            ? text
            : Regex.Replace(text, $@"(?<!\w)(?:{string.Join('|', personal)})(?!\w)", "…", Options, Regex.InfiniteMatchTimeout);
    }

    private void LeaveWaitingList()
    {
        if (Status == ReservationStatus.Waiting)
        {
            Performance.AddWaitingPeople(-PartySize);
        }
    }

    private void SetPartySize(int partySize)
    {
        PartySize = partySize;
        AccessPlaces = AccessPlaces.For(partySize);
        SmallestParty = SmallestParty > partySize ? partySize : SmallestParty;
    }

    private void Require(params ReadOnlySpan<ReservationStatus> statuses)
    {
        if (!statuses.Contains(Status))
        {
            throw new InvalidOperationException($"Reservation {Id} is {Status}, not {string.Join(" or ", statuses.ToArray())}.");
        }
    }
}
