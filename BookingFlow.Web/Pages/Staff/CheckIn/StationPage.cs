using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Base class of the page models that render the scan station (<c>_Station.cshtml</c>). Each form of the station has its own.</summary>
public abstract class StationPage(BookingDbContext db, DoorCookie door, BookingRules rules, TimeProvider clock) : DoorPage(db, door, clock)
{
    /// <summary>Number of people present, from the field or the button; empty: all.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>Idempotency key of the rendered form, so that a repeated submission admits the party only once.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The party of a typed reference, or of a failure; null when the code is unknown.</summary>
    public PartyAtDoor? Party { get; protected set; }

    public AdmittedParty? Admitted { get; protected set; }

    /// <summary>The keyboard mismatch through which the code was read.</summary>
    public KeyboardMismatch Keyboard { get; protected set; }

    /// <summary>Whether the page tells the steward of <see cref="Keyboard"/>: once an evening on each device.</summary>
    public bool ShowsKeyboardNote { get; private set; }

    /// <summary>Counts of the performances at this door.</summary>
    public IReadOnlyList<TonightListing> Counts { get; private set; } = [];

    public IReadOnlyList<LastScan> LastScans { get; private set; } = [];

    /// <summary>The failure shown as the scan's outcome. Errors of the door form are shown at its fields instead.</summary>
    public virtual Failure? Refusal => Failure;

    public AdmissionForm? Form => Admitted is null
        ? AdmissionForm.For(Party, Refusal, RequestId, People, Url.Page("/Staff/CheckIn/Station", "Admit"))
        : null;

    /// <summary>Text for the suggested search among tonight's parties after an input that is no code; null: no suggestion.</summary>
    public string? SuggestedSearch { get; protected set; }

    /// <summary>Values of the door form: performance id and door name.</summary>
    public virtual (string? PerformanceId, string? Name) DoorFields => ($"{Door.PerformanceId}", Door.Name);

    /// <summary>Value of the field with the volunteer's name; null unless the device is a paired one.</summary>
    public virtual string? VolunteerField => Volunteers is [var current, ..] ? current : null;

    /// <summary>The name of the volunteer at this device, and those of the performance's other devices. Empty unless this is a paired one.</summary>
    public IReadOnlyList<string> Volunteers { get; private set; } = [];

    public int? PartyId => Admitted?.ReservationId ?? Party?.Reservation.Id;

    /// <summary>Id of the reservation that can be moved to tonight; null when it cannot, or the steward lacks the box office role.</summary>
    public int? MoveId => Failure?.Kind == FailureKind.WrongPerformance && MaySell ? PartyId : null;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    protected BookingRules Rules => rules;

    protected async Task LoadAsync(CancellationToken cancellationToken)
    {
        var steward = await StewardAsync(cancellationToken);
        Counts = await Db.DoorCountsAsync(Door.PerformanceId, rules, Now, cancellationToken);
        LastScans = await Db.LastScansAsync(steward, cancellationToken);
        if (User.PairedDeviceId() is { } deviceId)
        {
            Volunteers =
            [
                .. await Db.PairedDevices.Where(d => d.PerformanceId == Door.PerformanceId && d.PairedAt != null)
                    .OrderBy(d => d.Id == deviceId ? 0 : 1).ThenBy(d => d.Volunteer)
                    .Select(d => d.Volunteer)
                    .ToListAsync(cancellationToken),
            ];
        }

        ShowsKeyboardNote = PartyId is not null && KeyboardNoteCookie.TellOnce(Keyboard, HttpContext);
    }
}
