using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.CheckIn;

/// <summary>A place about one party at the door: its own page, or one of the acts that ask first.</summary>
public abstract class DoorPartyPage(BookingDbContext db, DoorCookie cookie, TimeProvider clock) : DoorPage(db, cookie, clock), IReservationContext
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Names the rendered form, so that a retry is not done twice.</summary>
    [BindProperty]
    public string? RequestId { get; set; }

    /// <summary>With its performance, show and room; null when there is none.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The record that the party came in; null: it has not.</summary>
    public Domain.Door.CheckIn? CheckIn { get; private set; }

    public string Home => "/Staff/CheckIn/Party";

    public (string Page, string Words) Others => ("/Staff/CheckIn/Find", "Find.Title");

    /// <summary>Who looks at it.</summary>
    public Steward Steward { get; private set; } = null!;

    /// <summary>A form is shown where the act is possible, or was and something else went wrong.</summary>
    public bool ShowsForm => Reservation is not null && WhyNot(Reservation) is null;

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var refusal = Reservation is null ? new Failure(FailureKind.NotFound) : WhyNot(Reservation);
        return refusal is null ? Page() : await RefuseAsync(refusal, cancellationToken);
    }

    /// <summary>What is shown with a refusal is read after it.</summary>
    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>What stands against the act that this place is for; null: nothing.</summary>
    protected virtual Failure? WhyNot(Reservation reservation) => null;

    protected virtual async Task LoadAsync(CancellationToken cancellationToken)
    {
        Steward = await StewardAsync(cancellationToken);
        Reservation = await Db.WholeReservationAsync(Id, cancellationToken);
        CheckIn = await Db.CheckInOfAsync(Id, cancellationToken);
    }
}
