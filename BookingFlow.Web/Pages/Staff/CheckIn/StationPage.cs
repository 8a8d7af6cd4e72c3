using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>The scan station as it is shown (<c>_Station.cshtml</c>). Each of its forms has a page model of its own that ends here.</summary>
public abstract class StationPage(BookingDbContext db, DoorCookie door, BookingRules rules, TimeProvider clock) : DoorPage(db, door, clock)
{
    /// <summary>How many are here, as it was pressed or typed; nothing: all.</summary>
    [BindProperty]
    public string? People { get; set; }

    /// <summary>Names the rendered form, so that a retry is not a duplicate guest.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The party of a typed reference before the press, and of a refusal; null where the code is none of ours.</summary>
    public PartyAtDoor? Party { get; protected set; }

    public AdmittedParty? Admitted { get; protected set; }

    /// <summary>The counts that stand below the field.</summary>
    public IReadOnlyList<TonightListing> Counts { get; private set; } = [];

    public IReadOnlyList<LastScan> LastScans { get; private set; } = [];

    /// <summary>What the answer is about; a door that could not be set is told beside its fields.</summary>
    public virtual Failure? Refusal => Failure;

    public AdmissionForm? Form => Admitted is null
        ? AdmissionForm.For(Party, Refusal, RequestId, People, Url.Page("/Staff/CheckIn/Station", "Admit"))
        : null;

    /// <summary>What to look for among tonight's parties, where somebody typed what is no code; null: nothing.</summary>
    public string? Searched { get; protected set; }

    /// <summary>What the form that sets the door is filled with: the performance's id, and the door's name.</summary>
    public virtual (string? Of, string? Name) DoorFields => ($"{Door.PerformanceId}", Door.Name);

    public int? PartyId => Admitted?.ReservationId ?? Party?.Reservation.Id;

    /// <summary>The party that the box office could move to tonight; null: not this one, or not this person.</summary>
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
        Counts = await Db.AtTheDoorAsync(Door.PerformanceId, rules, Now, cancellationToken);
        LastScans = await Db.LastScansAsync(steward.StaffId, cancellationToken);
    }
}
