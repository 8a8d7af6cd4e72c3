using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ShowUseCasesOnSqliteTests() : ShowUseCasesTests(DatabaseDialect.Sqlite);

public sealed class ShowUseCasesOnSqlServerTests() : ShowUseCasesTests(DatabaseDialect.SqlServer);

/// <summary>Tests of adding, editing, publishing and unpublishing shows.</summary>
public abstract class ShowUseCasesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly ShowInput Hamlet = new("Hamlet", "", "A prince.", "**To be**", "200");

    [Fact]
    public async Task New_show_gets_a_slug_from_its_title_and_is_unpublished()
    {
        var added = (await Host.AddShow.AddAsync(Hamlet, Host.Actor, CancellationToken.None)).Value!;

        var show = await ShowAsync(added.Id);
        Assert.Equal(
            ("Hamlet", "hamlet", "A prince.", "**To be**", 200, false),
            (show.Title, show.Slug, show.Summary, show.Description, show.RunningMinutes!.Value, show.IsPublished));
        var entry = await LastAuditEntryAsync();
        Assert.Equal(
            (AuditAction.ShowAdded, AuditSubject.Show, show.Id, "Hamlet (/shows/hamlet)"),
            (entry.Action, entry.Subject, entry.SubjectId, entry.Detail));
    }

    [Fact]
    public async Task Changing_the_title_keeps_the_slug()
    {
        var show = await AddAsync("hamlet");

        Assert.True((await EditAsync(show, Hamlet with { Title = "Hamlet, Prince of Denmark" })).Succeeded);

        Assert.Equal("hamlet", (await ShowAsync(show.Id)).Slug);
        Assert.Empty(await FormerSlugsAsync());
        Assert.Equal(
            (
                AuditAction.ShowEdited,
                "Title: The Tempest → Hamlet, Prince of Denmark; Summary: An island, a storm, and a duke who would be forgiven. → A prince.; Description: A play in five acts. → **To be**; RunningMinutes: 120 → 200"),
            ((await LastAuditEntryAsync()).Action, (await LastAuditEntryAsync()).Detail));
    }

    [Fact]
    public async Task Free_admission_is_stored_and_its_change_is_recorded()
    {
        var show = (await Host.AddShow.AddAsync(Hamlet with { IsFree = true }, Host.Actor, CancellationToken.None)).Value!;
        Assert.True((await ShowAsync(show.Id)).IsFree);

        Assert.True((await EditAsync(show, Hamlet)).Succeeded);

        Assert.False((await ShowAsync(show.Id)).IsFree);
        Assert.Equal("IsFree: ✓ → –", (await LastAuditEntryAsync()).Detail);
    }

    [Fact]
    public async Task Former_slugs_are_kept_and_can_be_reclaimed()
    {
        var show = await AddAsync("hamlet");

        await EditAsync(show, Hamlet with { Slug = "prince" });
        await EditAsync(show, Hamlet with { Slug = "denmark" });
        Assert.Equal(["hamlet", "prince"], (await FormerSlugsAsync()).Order(StringComparer.Ordinal));

        Assert.True((await EditAsync(show, Hamlet with { Slug = "hamlet" })).Succeeded);
        Assert.Equal(["denmark", "prince"], (await FormerSlugsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("Slug: denmark → hamlet", (await LastAuditEntryAsync()).Detail);
    }

    [Fact]
    public async Task Current_or_former_slug_of_another_show_is_refused()
    {
        var hamlet = await AddAsync("hamlet");
        var other = await AddAsync("other");
        await EditAsync(hamlet, Hamlet with { Slug = "prince" });

        foreach (var taken in new[] { "hamlet", "prince" })
        {
            Assert.Equal(
                [new(FormField.Slug, FieldProblem.Taken)],
                (await Host.AddShow.AddAsync(Hamlet with { Slug = taken }, Host.Actor, CancellationToken.None)).Failure?.Fields);
            Assert.Equal([new(FormField.Slug, FieldProblem.Taken)], (await EditAsync(other, Hamlet with { Slug = taken })).Failure?.Fields);
        }
    }

    [Fact]
    public async Task Four_parallel_additions_with_one_slug_create_one_show()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Host.AddShow.AddAsync(Hamlet, Host.Actor, CancellationToken.None)));

        Assert.Single(added, result => result.Succeeded);
        Assert.All(
            added.Where(result => !result.Succeeded), result => Assert.Equal([new(FormField.Slug, FieldProblem.Taken)], result.Failure!.Fields));
    }

    [Fact]
    public async Task Saving_an_unchanged_show_is_not_audited()
    {
        var show = await AddAsync("hamlet");

        Assert.True((await EditAsync(show, new ShowInput(show.Title, show.Slug, show.Summary, show.Description, "120"))).Succeeded);

        Assert.Empty(await Host.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task Publishing_and_unpublishing_are_audited_once_each()
    {
        var show = await AddAsync("hamlet");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Host.PublishShow.UnpublishAsync(show.Id, Host.Actor, CancellationToken.None);
        }

        Assert.False((await ShowAsync(show.Id)).IsPublished);
        await Host.PublishShow.PublishAsync(show.Id, Host.Actor, CancellationToken.None);
        Assert.True((await ShowAsync(show.Id)).IsPublished);
        Assert.Equal(
            [AuditAction.ShowUnpublished, AuditAction.ShowPublished],
            await Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).Select(l => l.Action).ToListAsync()));
    }

    [Fact]
    public async Task Invalid_title_is_refused_and_an_unknown_show_returns_NotFound()
    {
        var show = await AddAsync("hamlet");

        Assert.Equal([FormField.Title], (await EditAsync(show, Hamlet with { Title = " " })).Failure!.Fields.Select(f => f.Field));
        Assert.Equal(
            [FormField.Title],
            (await Host.AddShow.AddAsync(Hamlet with { Title = " " }, Host.Actor, CancellationToken.None)).Failure!.Fields.Select(f => f.Field));
        Assert.Equal(FailureKind.NotFound, (await Host.EditShow.EditAsync(4711, Hamlet, Host.Actor, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await Host.PublishShow.PublishAsync(4711, Host.Actor, CancellationToken.None)).Failure?.Kind);
    }

    private async Task<Show> AddAsync(string slug)
    {
        var show = new AShow().WithSlug(slug).Build();
        await Host.Database.AddAsync(show);
        return show;
    }

    private Task<Result<Show>> EditAsync(Show show, ShowInput input) =>
        Host.EditShow.EditAsync(show.Id, input, Host.Actor, CancellationToken.None);

    private Task<Show> ShowAsync(int id) => Host.Database.ReadAsync(db => db.Shows.SingleAsync(s => s.Id == id));

    private Task<List<string>> FormerSlugsAsync() => Host.Database.ReadAsync(db => db.FormerSlugs.Select(s => s.Slug).ToListAsync());

    private Task<AuditEntry> LastAuditEntryAsync() => Host.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).LastAsync());
}
