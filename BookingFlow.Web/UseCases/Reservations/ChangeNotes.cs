using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Reservations;

/// <summary>Changes the staff's note on a reservation, and the party's answers to the questions of its show.</summary>
/// <remarks>The audit log has neither, because it cannot be erased.</remarks>
public sealed class ChangeNotes(LockedReservation locked)
{
    /// <param name="staffNote">As submitted; may be empty.</param>
    /// <param name="answers">As submitted, one for each position of <see cref="ShowQuestion"/>.</param>
    /// <returns>The reservation, or: NotFound, InvalidInput, NotPossible (PersonalDataErased), Busy.</returns>
    public Task<Result<Reservation>> ChangeAsync(
        int reservationId, string? staffNote, IReadOnlyList<string?> answers, Actor actor, CancellationToken cancellationToken) =>
        locked.RunAsync<Reservation>(
            actor,
            reservationId,
            async (context, reservation) =>
            {
                if (reservation.ErasedAt is not null)
                {
                    return Failure.NotPossible(Obstacle.PersonalDataErased);
                }

                var showId = reservation.Performance.ShowId;
                var questions = await context.Db.ShowQuestions.Where(q => q.ShowId == showId && q.RetiredAt == null)
                    .ToListAsync(context.Cancellation);
                var note = FieldChecks.Normalize(staffNote);
                var check = ValidReservation.CheckAnswers(questions, answers);
                var wrong = FieldChecks.Text(FormField.StaffNote, note, Limits.StaffNote, lineBreaks: true);
                if (wrong is not null || !check.Succeeded)
                {
                    return Failure.InvalidInput([.. check.Failure?.Fields ?? [], .. wrong is null ? (IEnumerable<InvalidField>)[] : [wrong]]);
                }

                reservation.StaffNote = note;
                var stored = await context.Db.Answers.Where(a => a.ReservationId == reservationId).ToListAsync(context.Cancellation);
                foreach (var question in questions)
                {
                    var text = check.Value.FirstOrDefault(a => a.QuestionId == question.Id)?.Text;
                    var answer = stored.Find(a => a.QuestionId == question.Id);
                    if (text is null && answer is not null)
                    {
                        context.Db.Remove(answer);
                    }
                    else if (text is not null && answer is null)
                    {
                        context.Db.Add(new Answer { ReservationId = reservationId, QuestionId = question.Id, Text = text });
                    }
                    else if (answer is not null)
                    {
                        answer.Text = text!;
                    }
                }

                context.Audit(AuditAction.ReservationNoted, AuditSubject.Reservation, reservationId);
                return reservation;
            },
            cancellationToken);
}
