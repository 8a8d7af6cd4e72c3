using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>One party at the door: its reservation, the form that admits it, and its history at the door. Works without a QR code.</summary>
public sealed class PartyModel(
    BookingDbContext db, CheckInParty checkIn, DoorCookie cookie, BookingRules rules, TimeProvider clock, IStringLocalizer<Words> words)
    : DoorPartyPage(db, cookie, clock), IDoorResult
{
    /// <summary>Number of people present, as submitted.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>
    /// Whether some of the party were inside when the form was rendered. Only then may it admit the remainder, so that an outdated form
    /// cannot admit a party twice.
    /// </summary>
    [BindProperty]
    public bool IsRest { get; set; }

    public AdmittedParty? Admitted { get; private set; }

    /// <summary>Scans, admissions and corrections of the party, oldest first.</summary>
    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>The party, if a device let it in although the server would have refused it; else empty.</summary>
    public IReadOnlyList<FlaggedParty> Flagged { get; private set; } = [];

    /// <summary>People of the party who are not checked in.</summary>
    public int Remaining => CheckIn?.StillToCome(Reservation!) ?? Reservation!.PartySize;

    /// <summary>Why the party cannot be admitted now; null: it can.</summary>
    public Failure? AdmissionRefusal => CheckInRules.CheckAdmission(
        Reservation!, Reservation!.Performance, CheckIn, Door.PerformanceId, rules, Now, isRemainder: CheckIn is not null);

    /// <summary>Whether the party's performance is tonight. True also for a reservation that is not confirmed.</summary>
    public bool IsTonight => Reservation!.Status != ReservationStatus.Confirmed || Performances.Any(p => p.Id == Reservation.PerformanceId);

    public bool CanUndo => CheckInRules.CheckUndo(CheckIn, Steward, MaySell, Now) is null;

    public bool CanMove => MaySell && BoxOfficeRules.CheckMove(Reservation!, isInside: CheckIn is not null) is null
        && Performances.Any(p => p.Id != Reservation!.PerformanceId);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var people = FieldChecks.Normalize(People);
        await LoadAsync(cancellationToken);
        if (Reservation is not { } party)
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        // The limit is the party size, not the remainder: a repeated submission must get the first one's result, not an input error.
        if ((FieldChecks.Required(FormField.People, people) ?? FieldChecks.People(FormField.People, people, party.PartySize)) is { } error)
        {
            return await RefuseAsync(Failure.InvalidInput(error), cancellationToken);
        }

        var admission = new Admission(Submission(RequestId), FieldChecks.ReadNumber(people), IsRest);
        var result = await checkIn.AdmitAsync(party.Reference, Steward, admission, cancellationToken);
        if (result is { Succeeded: false, Failure.Kind: FailureKind.Busy or FailureKind.Unavailable })
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // The next form is a new submission. After a fault of the database, above, the key is kept, because the request may have been committed.
        (RequestId, People) = (null, null);
        if (!result.Succeeded)
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        Admitted = result.Value;
        await LoadAsync(cancellationToken);
        return Page();
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        RequestId ??= Guid.NewGuid().ToString();
        People ??= Reservation is null ? null : Remaining.ToString(CultureInfo.InvariantCulture);
        History = await Db.DoorHistoryAsync(Id, words, cancellationToken);
        Flagged = await Db.FlaggedPartiesByIdAsync([Id], cancellationToken);
    }
}
