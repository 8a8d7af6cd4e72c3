using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Reservations;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Door;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>One party at the door, with or without a code: who it is, how many of it are here, and what happened to it at the door.</summary>
public sealed class PartyModel(
    BookingDbContext db, CheckInParty checkIn, DoorCookie cookie, BookingRules house, TimeProvider clock, IStringLocalizer<Words> words)
    : DoorPartyPage(db, cookie, clock), IDoorAnswer
{
    /// <summary>How many are here, as it was typed.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>Whether some of the party were inside when the form was shown; only then does it let more of them in.</summary>
    [BindProperty]
    public bool IsRest { get; set; }

    public AdmittedParty? Admitted { get; private set; }

    /// <summary>What happened to the party at the door.</summary>
    public IReadOnlyList<HistoryLine> Story { get; private set; } = [];

    /// <summary>How many of the party are not inside.</summary>
    public int Left => CheckIn?.StillToCome(Reservation!) ?? Reservation!.PartySize;

    /// <summary>What stands against letting them in now; null: nothing.</summary>
    public Failure? Against => CheckInRules.WhyNot(
        Reservation!, Reservation!.Performance, CheckIn, Door.PerformanceId, house, Now, isRest: CheckIn is not null);

    /// <summary>Whether what it is for is played tonight; with seats that are left, it could be.</summary>
    public bool IsTonight => Reservation!.Status != ReservationStatus.Confirmed || Performances.Any(p => p.Id == Reservation.PerformanceId);

    public bool CanUndo => CheckInRules.WhyNoUndo(CheckIn, Steward.StaffId, MaySell, Now) is null;

    public bool CanMove => MaySell && DeskRules.WhyNotMove(Reservation!, isInside: CheckIn is not null) is null
        && Performances.Any(p => p.Id != Reservation!.PerformanceId);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var people = FieldChecks.Tidy(People);
        await LoadAsync(cancellationToken);
        if (Reservation is not { } party)
        {
            return await RefuseAsync(new Failure(FailureKind.NotFound), cancellationToken);
        }

        // Up to the party size, not to what is left: the same form sent once more is answered as the first time.
        if ((FieldChecks.Required(FormField.People, people) ?? FieldChecks.People(FormField.People, people, party.PartySize)) is { } wrong)
        {
            return await RefuseAsync(Failure.InvalidInput(wrong), cancellationToken);
        }

        var asked = new Admission(Submission(RequestId), FieldChecks.ReadNumber(people), IsRest);
        var result = await checkIn.AdmitAsync(party.Reference, Steward, asked, cancellationToken);
        if (result is { Succeeded: false, Failure.Kind: FailureKind.Busy })
        {
            return await RefuseAsync(result.Failure, cancellationToken);
        }

        // What is shown now is another form.
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
        People ??= Reservation is null ? null : Left.ToString(CultureInfo.InvariantCulture);
        Story = await Db.DoorStoryAsync(Id, words, cancellationToken);
    }
}
