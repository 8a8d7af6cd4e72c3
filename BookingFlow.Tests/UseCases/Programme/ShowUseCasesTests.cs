using BookingFlow.Web.Data;
using BookingFlow.Web.UseCases.Programme;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ShowUseCasesOnSqliteTests() : ShowUseCasesTests(DatabaseDialect.Sqlite);

public sealed class ShowUseCasesOnSqlServerTests() : ShowUseCasesTests(DatabaseDialect.SqlServer);

/// <summary>Adding, editing, publishing a show.</summary>
public abstract class ShowUseCasesTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private static readonly ShowInput Hamlet = new("Hamlet", "", "A prince.", "**To be**", "200");

    [Fact]
    public async Task A_new_show_has_the_address_of_its_title_and_nobody_finds_it_yet()
    {
        var added = (await House.AddShow.AddAsync(Hamlet, House.Person, CancellationToken.None)).Value!;

        var show = await ShowAsync(added.Id);
        Assert.Equal(
            ("Hamlet", "hamlet", "A prince.", "**To be**", 200, false),
            (show.Title, show.Slug, show.Summary, show.Description, show.RunningMinutes!.Value, show.IsPublished));
        var entry = await LogAsync();
        Assert.Equal(
            (AuditAction.ShowAdded, AuditSubject.Show, show.Id, "Hamlet (/shows/hamlet)"), (entry.Act, entry.Thing, entry.ThingId, entry.Detail));
    }

    [Fact]
    public async Task A_new_title_leaves_the_address_as_it_was()
    {
        var show = await AddAsync("hamlet");

        Assert.True((await EditAsync(show, Hamlet with { Title = "Hamlet, Prince of Denmark" })).Succeeded);

        Assert.Equal("hamlet", (await ShowAsync(show.Id)).Slug);
        Assert.Empty(await FormerAsync());
        Assert.Equal(
            (
                AuditAction.ShowEdited,
                "Title: The Tempest → Hamlet, Prince of Denmark; Summary: An island, a storm, and a duke who would be forgiven. → A prince.; Description: A play in five acts. → **To be**; RunningMinutes: 120 → 200"),
            ((await LogAsync()).Act, (await LogAsync()).Detail));
    }

    [Fact]
    public async Task An_address_that_is_left_leads_to_the_new_one_and_can_be_taken_back()
    {
        var show = await AddAsync("hamlet");

        await EditAsync(show, Hamlet with { Slug = "prince" });
        await EditAsync(show, Hamlet with { Slug = "denmark" });
        Assert.Equal(["hamlet", "prince"], (await FormerAsync()).Order(StringComparer.Ordinal));

        Assert.True((await EditAsync(show, Hamlet with { Slug = "hamlet" })).Succeeded);
        Assert.Equal(["denmark", "prince"], (await FormerAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("Slug: denmark → hamlet", (await LogAsync()).Detail);
    }

    [Fact]
    public async Task An_address_that_another_show_has_or_had_is_taken()
    {
        var hamlet = await AddAsync("hamlet");
        var other = await AddAsync("other");
        await EditAsync(hamlet, Hamlet with { Slug = "prince" });

        foreach (var taken in new[] { "hamlet", "prince" })
        {
            Assert.Equal(
                [new(FormField.Slug, FieldProblem.Taken)],
                (await House.AddShow.AddAsync(Hamlet with { Slug = taken }, House.Person, CancellationToken.None)).Failure?.Fields);
            Assert.Equal([new(FormField.Slug, FieldProblem.Taken)], (await EditAsync(other, Hamlet with { Slug = taken })).Failure?.Fields);
        }
    }

    [Fact]
    public async Task Two_who_want_one_address_at_once_do_not_both_get_it()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => House.AddShow.AddAsync(Hamlet, House.Person, CancellationToken.None)));

        Assert.Single(added, result => result.Succeeded);
        Assert.All(
            added.Where(result => !result.Succeeded), result => Assert.Equal([new(FormField.Slug, FieldProblem.Taken)], result.Failure!.Fields));
    }

    [Fact]
    public async Task Saving_what_is_there_already_writes_nothing_into_the_log()
    {
        var show = await AddAsync("hamlet");

        Assert.True((await EditAsync(show, new ShowInput(show.Title, show.Slug, show.Summary, show.Description, "120"))).Succeeded);

        Assert.Empty(await House.Database.ReadAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task Publishing_and_taking_off_are_written_down_once_each()
    {
        var show = await AddAsync("hamlet");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await House.PublishShow.UnpublishAsync(show.Id, House.Person, CancellationToken.None);
        }

        Assert.False((await ShowAsync(show.Id)).IsPublished);
        await House.PublishShow.PublishAsync(show.Id, House.Person, CancellationToken.None);
        Assert.True((await ShowAsync(show.Id)).IsPublished);
        Assert.Equal(
            [AuditAction.ShowUnpublished, AuditAction.ShowPublished],
            await House.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).Select(l => l.Act).ToListAsync()));
    }

    [Fact]
    public async Task What_is_wrong_is_told_and_a_show_that_there_is_not_is_not_found()
    {
        var show = await AddAsync("hamlet");

        Assert.Equal([FormField.Title], (await EditAsync(show, Hamlet with { Title = " " })).Failure!.Fields.Select(f => f.Field));
        Assert.Equal(
            [FormField.Title],
            (await House.AddShow.AddAsync(Hamlet with { Title = " " }, House.Person, CancellationToken.None)).Failure!.Fields.Select(f => f.Field));
        Assert.Equal(FailureKind.NotFound, (await House.EditShow.EditAsync(4711, Hamlet, House.Person, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await House.PublishShow.PublishAsync(4711, House.Person, CancellationToken.None)).Failure?.Kind);
    }

    private async Task<Show> AddAsync(string slug)
    {
        var show = new AShow().WithSlug(slug).Build();
        await House.Database.AddAsync(show);
        return show;
    }

    private Task<Result<Show>> EditAsync(Show show, ShowInput typed) =>
        House.EditShow.EditAsync(show.Id, typed, House.Person, CancellationToken.None);

    private Task<Show> ShowAsync(int id) => House.Database.ReadAsync(db => db.Shows.SingleAsync(s => s.Id == id));

    private Task<List<string>> FormerAsync() => House.Database.ReadAsync(db => db.FormerSlugs.Select(s => s.Slug).ToListAsync());

    private Task<AuditEntry> LogAsync() => House.Database.ReadAsync(db => db.AuditLog.OrderBy(l => l.Id).LastAsync());
}
