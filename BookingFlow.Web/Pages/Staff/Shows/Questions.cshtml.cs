using BookingFlow.Web.Data;
using BookingFlow.Web.Pages.Staff.Shared;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Web.Pages.Staff.Shows;

/// <summary>The questions of a show to the parties.</summary>
public sealed class QuestionsModel(BookingDbContext db, ChangeQuestions change) : ShowPage(db)
{
    /// <summary>The questions by position: as stored, or as submitted.</summary>
    public IReadOnlyList<QuestionInput> Input { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Input = [.. Enumerable.Range(1, ShowQuestion.MaxCount).Select(Submitted)];
        var changed = await change.ChangeAsync(Id, Input, await ActorAsync(cancellationToken), cancellationToken);
        return changed.Succeeded ? SeeOtherPage("/Staff/Shows/Questions", Done.Saved, new { Id }) : await RefuseAsync(changed.Failure, cancellationToken);
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        await base.LoadAsync(cancellationToken);
        if (Input.Count > 0)
        {
            return;
        }

        if (Request.HasFormContentType)
        {
            // Refused before the handler ran.
            Input = [.. Enumerable.Range(1, ShowQuestion.MaxCount).Select(Submitted)];
            return;
        }

        var stored = await Db.ShowQuestions.AsNoTracking().Where(q => q.ShowId == Id && q.RetiredAt == null).ToListAsync(cancellationToken);
        Input =
        [
            .. Enumerable.Range(1, ShowQuestion.MaxCount).Select(position => stored.Find(q => q.Position == position) is { } question
                ? new QuestionInput(question.Text, question.Kind.ToString(), question.Choices)
                : new QuestionInput(Text: null, Kind: null, Choices: null)),
        ];
    }

    private QuestionInput Submitted(int position)
    {
        var fields = ValidQuestion.FieldsOf(position);
        return new QuestionInput(Value(fields.Text), Value(fields.Kind), Value(fields.Choices));

        string? Value(FormField field) => Request.Form[field.ToString()];
    }
}
