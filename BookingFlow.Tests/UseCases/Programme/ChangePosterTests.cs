using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ChangePosterOnSqliteTests() : ChangePosterTests(DatabaseDialect.Sqlite);

public sealed class ChangePosterOnSqlServerTests() : ChangePosterTests(DatabaseDialect.SqlServer);

public abstract class ChangePosterTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    private readonly Show _show = new AShow().Build();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await House.Database.AddAsync(_show);
    }

    [Fact]
    public async Task A_picture_is_kept_as_it_came_with_what_it_shows()
    {
        var poster = (await ChangeAsync(APicture.Jpeg(), " A duke ")).Value!;

        var stored = await PosterAsync();
        Assert.Equal((poster.Id, PictureType.Jpeg, "A duke", AMoment.Now), (stored?.Id, stored?.Type, stored?.AltText, stored?.UploadedAt));
        Assert.Equal(APicture.Jpeg(), stored?.Picture);
        Assert.Equal((AuditAction.PosterChanged, AuditSubject.Show, _show.Id, "– → Jpeg, 0 KiB, A duke"), await LogAsync());
    }

    [Fact]
    public async Task Another_picture_has_another_address_and_the_old_one_is_gone()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;
        var second = (await ChangeAsync(APicture.Webp("VP8 "), "A storm")).Value!.Id;

        Assert.NotEqual(first, second);
        Assert.Equal((second, PictureType.Webp, "A storm"), ((await PosterAsync())?.Id, (await PosterAsync())?.Type, (await PosterAsync())?.AltText));
        Assert.Equal("Png, 0 KiB, A duke → Webp, 0 KiB, A storm", (await LogAsync()).Detail);
    }

    [Fact]
    public async Task Other_words_alone_leave_the_picture_where_it_is()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        Assert.True((await ChangeAsync(null, "A duke, alone")).Succeeded);

        Assert.Equal((first, "A duke, alone"), ((await PosterAsync())?.Id, (await PosterAsync())?.AltText));
    }

    [Fact]
    public async Task What_is_no_picture_changes_nothing()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        Assert.Equal([new(FormField.Poster, FieldProblem.NotAPicture)], (await ChangeAsync([1, 2, 3], "A duke")).Failure?.Fields);
        Assert.Equal(first, (await PosterAsync())?.Id);
    }

    [Fact]
    public async Task A_picture_that_is_taken_away_is_gone_and_its_address_never_comes_back()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        await RemoveAsync(_show.Id);
        await RemoveAsync(_show.Id);

        Assert.Null(await PosterAsync());
        Assert.Equal((AuditAction.PosterRemoved, "Png, 0 KiB, A duke"), ((await LogAsync()).Act, (await LogAsync()).Detail));
        Assert.Equal(2, await House.Database.ReadAsync(db => db.AuditLog.CountAsync()));
        Assert.NotEqual(first, (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id);
    }

    [Fact]
    public async Task A_show_that_there_is_not_has_no_picture()
    {
        Assert.Equal(
            FailureKind.NotFound, (await House.ChangePoster.ChangeAsync(4711, null, null, House.Person, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await RemoveAsync(4711)).Failure?.Kind);
    }

    private Task<Result<Poster>> ChangeAsync(byte[]? picture, string alt) =>
        House.ChangePoster.ChangeAsync(_show.Id, picture, alt, House.Person, CancellationToken.None);

    private Task<Result<Show>> RemoveAsync(int showId) => House.ChangePoster.RemoveAsync(showId, House.Person, CancellationToken.None);

    private Task<Poster?> PosterAsync() => House.Database.ReadAsync(db => db.Posters.SingleOrDefaultAsync(p => p.ShowId == _show.Id));

    private Task<(AuditAction Act, AuditSubject Thing, int? Id, string? Detail)> LogAsync() => House.Database.ReadAsync(async db =>
        await db.AuditLog.OrderBy(l => l.Id).LastAsync() is var l ? (l.Act, l.Thing, l.ThingId, l.Detail) : default);
}
