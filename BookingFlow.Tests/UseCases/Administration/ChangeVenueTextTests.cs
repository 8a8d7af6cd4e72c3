using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Administration;

public sealed class ChangeVenueTextOnSqliteTests() : ChangeVenueTextTests(DatabaseDialect.Sqlite);

public sealed class ChangeVenueTextOnSqlServerTests() : ChangeVenueTextTests(DatabaseDialect.SqlServer);

/// <summary>Tests of writing and removing the venue's own texts, such as the privacy page.</summary>
public abstract class ChangeVenueTextTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Writing_rewriting_and_removing_a_text_are_audited()
    {
        await CreateProfileAsync();
        var id = (await WriteAsync(" We keep\r\nlittle. ")).Value!.Id;
        Assert.Equal(
            (VenueTextKind.Privacy, "We keep\nlittle.", TestTimes.Now),
            await Host.Database.ReadAsync(db => db.VenueTexts.Select(t => ValueTuple.Create(t.Kind, t.Text, t.ChangedAt)).SingleAsync()));

        Host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(id, (await WriteAsync("We keep less.")).Value!.Id);
        Assert.Equal(TestTimes.Now.AddDays(1), await Host.Database.ReadAsync(db => db.VenueTexts.Select(t => t.ChangedAt).SingleAsync()));

        Assert.True((await RemoveAsync()).Succeeded);
        Assert.Empty(await Host.Database.ReadAsync(db => db.VenueTexts.ToListAsync()));
        Assert.Equal(
            [
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "– → We keep little. (15)"),
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "We keep little. (15) → We keep less. (13)"),
                (AuditAction.HouseTextChanged, AuditSubject.HouseText, id, "We keep less. (13) → –"),
            ],
            (await AuditLogAsync()).Select(l => (l.Action, l.Subject, l.SubjectId!.Value, l.Detail!)));
    }

    [Fact]
    public async Task Saving_the_same_text_is_not_audited()
    {
        await CreateProfileAsync();
        await WriteAsync("We keep little.");
        await WriteAsync("We keep little. ");

        Assert.Single(await AuditLogAsync());
    }

    [Fact]
    public async Task Text_must_be_present_within_its_limit_and_without_control_characters()
    {
        await CreateProfileAsync();
        Assert.Equal([new(FormField.HouseText, FieldProblem.Missing)], (await WriteAsync(" ")).Failure?.Fields);
        Assert.Equal(
            [new(FormField.HouseText, FieldProblem.TooLong, Limits.VenueText)],
            (await WriteAsync(new string('a', Limits.VenueText + 1))).Failure?.Fields);
        Assert.Equal([new(FormField.HouseText, FieldProblem.HasControlCharacters)], (await WriteAsync("a\u0007")).Failure?.Fields);
        Assert.True((await WriteAsync(new string('ß', Limits.VenueText))).Succeeded);
        Assert.True((await RemoveAsync()).Succeeded);
        Assert.Equal(FailureKind.NotFound, (await RemoveAsync()).Failure?.Kind);
    }

    [Fact]
    public async Task The_venue_in_memory_knows_at_once_which_texts_are_written()
    {
        await CreateProfileAsync();
        Assert.Equal([VenueTextKind.Privacy], Host.CurrentVenue.Venue.TextPages);

        await WriteAsync("The operator", VenueTextKind.Imprint);
        Assert.Equal([VenueTextKind.Imprint], Host.CurrentVenue.Venue.WrittenTexts);
        Assert.Equal([VenueTextKind.Privacy, VenueTextKind.Imprint], Host.CurrentVenue.Venue.TextPages);
        await WriteAsync("We keep little.");
        Assert.Equal([VenueTextKind.Privacy, VenueTextKind.Imprint], Host.CurrentVenue.Venue.WrittenTexts);
        await RemoveAsync();
        Assert.Equal([VenueTextKind.Imprint], Host.CurrentVenue.Venue.WrittenTexts);
    }

    [Fact]
    public async Task A_profile_that_is_created_later_than_the_texts_knows_them()
    {
        await Host.Database.AddAsync(new VenueText { Kind = VenueTextKind.Imprint, Text = "The operator", ChangedAt = TestTimes.Now });

        await CreateProfileAsync();

        Assert.Equal([VenueTextKind.Imprint], Host.CurrentVenue.Venue.WrittenTexts);
    }

    private async Task CreateProfileAsync() => await Host.LoadVenueProfile.LoadAsync(AVenue.Profile(), CancellationToken.None);

    private Task<Result<VenueText>> WriteAsync(string text, VenueTextKind kind = VenueTextKind.Privacy) =>
        Host.ChangeVenueText.WriteAsync(kind, text, Host.Actor, CancellationToken.None);

    private Task<Result<VenueText>> RemoveAsync() => Host.ChangeVenueText.RemoveAsync(VenueTextKind.Privacy, Host.Actor, CancellationToken.None);

    private Task<List<AuditEntry>> AuditLogAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).ToListAsync());
}
