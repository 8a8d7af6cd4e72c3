using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>Base class of pages about one party at the door: its own page, and forms that change it.</summary>
public abstract class DoorPartyPage(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : DoorPage(db, cookie, clock), IReservationContext
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Idempotency key of the rendered form, so that a repeated submission takes effect once.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>The reservation with its performance, show and room; null when the id is unknown.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The check-in of the party; null: it is not checked in.</summary>
    public Domain.Door.CheckIn? CheckIn { get; private set; }

    public string DetailsPage => "/Staff/CheckIn/Party";

    public (string Page, string LabelKey) SearchPage => ("/Staff/CheckIn/Find", "Find.Title");

    /// <summary>The signed-in steward. Set by <see cref="LoadAsync"/>.</summary>
    public Steward Steward { get; private set; } = null!;

    /// <summary>Whether the action is possible, so that its form is shown (also after an invalid submission).</summary>
    public bool ShowsForm => Reservation is not null && CheckAllowed(Reservation) is null;

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var refusal = Reservation is null ? new Failure(FailureKind.NotFound) : CheckAllowed(Reservation);
        return refusal is null ? Page() : await RefuseAsync(refusal, cancellationToken);
    }

    /// <summary>Reloads the party, so that the page shows its state after the failed request.</summary>
    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>Checks whether the page's action is possible for the reservation.</summary>
    /// <returns>The failure; null when it is possible.</returns>
    protected virtual Failure? CheckAllowed(Reservation reservation) => null;

    protected virtual async Task LoadAsync(CancellationToken cancellationToken)
    {
        Steward = await StewardAsync(cancellationToken);
        Reservation = await Db.FindReservationAsync(Id, cancellationToken) is { } party && Serves(party.PerformanceId) ? party : null;
        CheckIn = Reservation is null ? null : await Db.FindCheckInAsync(Id, cancellationToken);
    }
}
