using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Reservations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Reservations;

/// <summary>Changes the staff's note on a reservation, and the party's answers to the questions of its show.</summary>
public sealed class NotesModel(BookingDbContext db, ChangeNotes change) : ReservationPage(db)
{
    [BindProperty]
    public string? StaffNote { get; set; }

    [BindProperty]
    public string? Answer1 { get; set; }

    [BindProperty]
    public string? Answer2 { get; set; }

    [BindProperty]
    public string? Answer3 { get; set; }

    /// <summary>The answers as stored, or as typed; by position of the question.</summary>
    public IReadOnlyList<string?> Typed => [Answer1, Answer2, Answer3];

    public IReadOnlyList<ShowQuestion> Questions { get; private set; } = [];

    public override async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var page = await base.OnGetAsync(cancellationToken);
        var stored = await Db.Answers.AsNoTracking().Where(a => a.ReservationId == Id).ToListAsync(cancellationToken);
        string? AnswerTo(int position) => stored.Find(a => a.QuestionId == Questions.FirstOrDefault(q => q.Position == position)?.Id)?.Text;
        (StaffNote, Answer1, Answer2, Answer3) = (Reservation?.StaffNote, AnswerTo(1), AnswerTo(2), AnswerTo(3));
        return page;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await RespondAsync(
            await change.ChangeAsync(Id, StaffNote, Typed, await ActorAsync(cancellationToken), cancellationToken), Done.Saved, cancellationToken);

    protected override Failure? CheckAllowed(Reservation reservation) =>
        reservation.ErasedAt is null ? null : Failure.NotPossible(Obstacle.PersonalDataErased);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        var showId = Reservation?.Performance.ShowId;
        Questions = await Db.ShowQuestions.AsNoTracking().Where(q => q.ShowId == showId && q.RetiredAt == null).OrderBy(q => q.Position)
            .ToListAsync(cancellationToken);
    }
}
