using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>A place about one reservation: its own page, or one of the acts that ask first.</summary>
public abstract class ReservationPage(BookingDbContext db) : StaffPage(db), IReservationContext
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>With its performance, show and room; null when there is none.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The record that the party came in; null: it has not.</summary>
    public Domain.Door.CheckIn? CheckIn { get; private set; }

    public bool IsInside => CheckIn is not null;

    public string Home => "/Staff/Reservations/Reservation";

    public (string Page, string Words) Others => ("/Staff/Reservations/Find", "Desk.All");

    /// <summary>A form is shown where the act is possible, or was and something else went wrong.</summary>
    public bool ShowsForm => Reservation is not null && WhyNot(Reservation) is null;

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var refusal = Reservation is null ? new Failure(FailureKind.NotFound) : WhyNot(Reservation);
        return refusal is null ? Page() : await RefuseAsync(refusal, cancellationToken);
    }

    public override async Task<IActionResult> RefuseAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (Reservation is null)
        {
            await LoadAsync(cancellationToken);
        }

        return await base.RefuseAsync(failure, cancellationToken);
    }

    /// <summary>What stands against the act that this place is for; null: nothing.</summary>
    protected virtual Failure? WhyNot(Reservation reservation) => null;

    protected virtual async Task LoadAsync(CancellationToken cancellationToken)
    {
        Reservation = await Db.WholeReservationAsync(Id, cancellationToken);
        CheckIn = await Db.CheckInOfAsync(Id, cancellationToken);
    }

    /// <summary>Back to the reservation, which says that it is done; or this place with the refusal.</summary>
    protected async Task<IActionResult> AnswerAsync<T>(Result<T> result, Done done, CancellationToken cancellationToken)
        where T : notnull => result.Succeeded ? SeeOtherPage(Home, done, new { Id }) : await RefuseAsync(result.Failure, cancellationToken);
}
