using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Base class of box office pages about one reservation: its own page, and forms that change it.</summary>
public abstract class ReservationPage(BookingDbContext db) : StaffPage(db), IReservationContext
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The reservation with its performance, show and room; null when the id is unknown.</summary>
    public Reservation? Reservation { get; private set; }

    /// <summary>The check-in of the party; null: it is not checked in.</summary>
    public Domain.Door.CheckIn? CheckIn { get; private set; }

    /// <summary>The party's answers to the questions of its show.</summary>
    public IReadOnlyList<AnsweredQuestion> Answers { get; private set; } = [];

    public bool IsInside => CheckIn is not null;

    public string DetailsPage => "/Staff/Reservations/Reservation";

    public (string Page, string LabelKey) SearchPage => ("/Staff/Reservations/Find", "Desk.All");

    /// <summary>Whether the action is possible, so that its form is shown (also after an invalid submission).</summary>
    public bool ShowsForm => Reservation is not null && CheckAllowed(Reservation) is null;

    public virtual async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var refusal = Reservation is null ? new Failure(FailureKind.NotFound) : CheckAllowed(Reservation);
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

    /// <summary>Checks whether the page's action is possible for the reservation.</summary>
    /// <returns>The failure; null when it is possible.</returns>
    protected virtual Failure? CheckAllowed(Reservation reservation) => null;

    protected virtual async Task LoadAsync(CancellationToken cancellationToken)
    {
        Reservation = await Db.FindReservationAsync(Id, cancellationToken);
        CheckIn = await Db.FindCheckInAsync(Id, cancellationToken);
        Answers = await Db.Answers.Where(a => a.ReservationId == Id).OrderBy(a => a.Question.Position).ThenBy(a => a.Id)
            .Select(a => new AnsweredQuestion(a.Question.Text, a.Text)).ToListAsync(cancellationToken);
    }

    /// <summary>Redirects to the reservation's page after success; otherwise shows this page with the failure.</summary>
    protected async Task<IActionResult> RespondAsync<T>(Result<T> result, Done done, CancellationToken cancellationToken)
        where T : notnull => result.Succeeded ? SeeOtherPage(DetailsPage, done, new { Id }) : await RefuseAsync(result.Failure, cancellationToken);
}
