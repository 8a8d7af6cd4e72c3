using BookingFlow.Web.Data.Writing;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.UseCases.Programme;

/// <summary>Changes the questions of a show to the parties.</summary>
/// <remarks>
/// A question with answers keeps its kind, so that they keep their meaning. One that is no longer asked is retired, with its answers
/// (docs/decisions/0071).
/// </remarks>
public sealed class ChangeQuestions(WriteTransaction write)
{
    /// <param name="typed">One for each position, empty to ask nothing.</param>
    /// <returns>The show, or: NotFound, InvalidInput, Busy.</returns>
    public async Task<Result<Show>> ChangeAsync(int showId, IReadOnlyList<QuestionInput> typed, Actor actor, CancellationToken cancellationToken)
    {
        var check = ValidQuestion.Check(typed);
        if (!check.Succeeded)
        {
            return check.Failure;
        }

        return await write.RunAsync<Show>(
            actor,
            async context =>
            {
                var show = await context.Db.Shows.Include(s => s.Questions.Where(q => q.RetiredAt == null))
                    .SingleOrDefaultAsync(s => s.Id == showId, context.Cancellation);
                if (show is null)
                {
                    return new Failure(FailureKind.NotFound);
                }

                var answered = await context.Db.Answers.Where(a => a.Question.ShowId == showId).Select(a => a.QuestionId).Distinct()
                    .ToListAsync(context.Cancellation);
                List<string> changes = [];
                List<InvalidField> wrong = [];
                foreach (var question in check.Value)
                {
                    var stored = show.Questions.Find(q => q.Position == question.Position);
                    if (stored is not null && question.Text is not null && stored.Kind != question.Kind && answered.Contains(stored.Id))
                    {
                        wrong.Add(new(ValidQuestion.FieldsOf(question.Position).Kind, FieldProblem.Taken));
                        continue;
                    }

                    if (Apply(context, show, stored, question) is { } change)
                    {
                        changes.Add(change);
                    }
                }

                if (wrong.Count > 0)
                {
                    return Failure.InvalidInput([.. wrong]);
                }

                if (changes.Count > 0)
                {
                    context.Audit(AuditAction.QuestionsChanged, AuditSubject.Show, showId, string.Join("; ", changes).Excerpt(Limits.LogDetail));
                }

                return show;
            },
            cancellationToken);
    }

    /// <returns>The change for the audit log; null if there is none.</returns>
    private static string? Apply(UseCaseContext context, Show show, ShowQuestion? stored, ValidQuestion question)
    {
        if (question.Text is null)
        {
            stored?.RetiredAt = context.Now;
            return stored is null ? null : $"{question.Position}: {stored.Text} → –";
        }

        if (stored is null)
        {
            show.Questions.Add(new ShowQuestion
            {
                Position = question.Position,
                Text = question.Text,
                Kind = question.Kind,
                Choices = question.Choices,
            });
            return $"{question.Position}: – → {question.Text}";
        }

        if ((stored.Text, stored.Kind, stored.Choices) == (question.Text, question.Kind, question.Choices))
        {
            return null;
        }

        var before = stored.Text;
        (stored.Text, stored.Kind, stored.Choices) = (question.Text, question.Kind, question.Choices);
        return $"{question.Position}: {before} → {question.Text}";
    }
}
