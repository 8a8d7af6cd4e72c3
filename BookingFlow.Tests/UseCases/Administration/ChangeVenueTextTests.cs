using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class ChangeHouseTextOnSqliteTests() : ChangeVenueTextTests(DatabaseDialect.Sqlite);

public sealed class ChangeHouseTextOnSqlServerTests() : ChangeVenueTextTests(DatabaseDialect.SqlServer);

/// <summary>The pages in the house's own words are written and taken away.</summary>
public abstract class ChangeVenueTextTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task A_page_is_written_written_anew_and_taken_away_and_the_log_knows_each_time()
    {
        var id = (await WriteAsync(" We keep\r\nlittle. ")).Value!.Id;
        Assert.Equal(
            (VenueTextKind.Privacy, "We keep\nlittle.", AMoment.Now),
            await House.Database.ReadAsync(db => db.VenueTexts.Select(t => ValueTuple.Create(t.Kind, t.Text, t.ChangedAt)).SingleAsync()));

        House.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(id, (await WriteAsync("We keep less.")).Value!.Id);
        Assert.Equal(AMoment.Now.AddDays(1), await House.Database.ReadAsync(db => db.VenueTexts.Select(t => t.ChangedAt).SingleAsync()));

        Assert.True((await RemoveAsync()).Succeeded);
        Assert.Empty(await House.Database.ReadAsync(db => db.VenueTexts.ToListAsync()));
        Assert.Equal(
            [
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "– → We keep little. (15)"),
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "We keep little. (15) → We keep less. (13)"),
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "We keep less. (13) → –"),
            ],
            (await LogAsync()).Select(l => (l.Act, l.Thing, l.ThingId!.Value, l.Detail!)));
    }

    [Fact]
    public async Task The_same_words_once_more_leave_no_line_in_the_log()
    {
        await WriteAsync("We keep little.");
        await WriteAsync("We keep little. ");

        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task A_page_has_words_and_not_more_than_it_can_hold()
    {
        Assert.Equal([new(FormField.HouseText, FieldProblem.Missing)], (await WriteAsync(" ")).Failure?.Fields);
        Assert.Equal(
            [new(FormField.HouseText, FieldProblem.TooLong, Limits.VenueText)],
            (await WriteAsync(new string('a', Limits.VenueText + 1))).Failure?.Fields);
        Assert.Equal([new(FormField.HouseText, FieldProblem.HasControlCharacters)], (await WriteAsync("a\u0007")).Failure?.Fields);
        Assert.True((await WriteAsync(new string('ß', Limits.VenueText))).Succeeded);
        Assert.True((await RemoveAsync()).Succeeded);
        Assert.Equal(FailureKind.NotFound, (await RemoveAsync()).Failure?.Kind);
    }

    private Task<Result<VenueText>> WriteAsync(string words) =>
        House.ChangeVenueText.WriteAsync(VenueTextKind.Privacy, words, House.Person, CancellationToken.None);

    private Task<Result<VenueText>> RemoveAsync() => House.ChangeVenueText.RemoveAsync(VenueTextKind.Privacy, House.Person, CancellationToken.None);

    private Task<List<AuditEntry>> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).ToListAsync());
}
