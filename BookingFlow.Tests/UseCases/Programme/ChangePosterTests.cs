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
        await Host.Database.AddAsync(_show);
    }

    [Fact]
    public async Task Poster_is_stored_as_JPEG_in_all_sizes_with_its_alternative_text()
    {
        var poster = (await ChangeAsync(APicture.Png(400, 600), " A duke ")).Value!;

        var stored = await PosterAsync();
        Assert.Equal(
            (poster.Id, PictureType.Jpeg, 400, 600, "A duke", TestTimes.Now),
            (stored?.Id, stored?.Type, stored?.Width, stored?.Height, stored?.AltText, stored?.UploadedAt));
        Assert.Equal(UploadedPictureType.Jpeg, PictureSignature.Detect(stored!.Picture));
        Assert.Equal(
            [("320.jpg", PictureType.Jpeg), ("320.webp", PictureType.Webp), ("400.webp", PictureType.Webp), ("preview.jpg", PictureType.Jpeg)],
            stored.Variants.Select(v => (v.Name, v.Type)).Order());
        Assert.Equal((AuditAction.PosterChanged, AuditSubject.Show, _show.Id, "– → 400 × 600, A duke"), await LastAuditEntryAsync());
    }

    [Fact]
    public async Task Replacing_a_poster_gives_it_a_new_id_and_removes_the_old_one_with_its_files()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;
        var second = (await ChangeAsync(APicture.Webp(60, 60), "A storm")).Value!.Id;

        Assert.NotEqual(first, second);
        Assert.Equal((second, 60, "A storm"), ((await PosterAsync())?.Id, (await PosterAsync())?.Width, (await PosterAsync())?.AltText));
        Assert.Equal("80 × 120, A duke → 60 × 60, A storm", (await LastAuditEntryAsync()).Detail);
        Assert.Equal([second], await Host.Database.ReadAsync(db => db.PosterVariants.Select(v => v.PosterId).Distinct().ToListAsync()));
    }

    [Fact]
    public async Task Changing_only_the_alternative_text_keeps_the_poster_id()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        Assert.True((await ChangeAsync(null, "A duke, alone")).Succeeded);

        Assert.Equal((first, "A duke, alone"), ((await PosterAsync())?.Id, (await PosterAsync())?.AltText));
    }

    [Fact]
    public async Task Upload_that_is_not_a_picture_is_refused()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        Assert.Equal([new(FormField.Poster, FieldProblem.NotAPicture)], (await ChangeAsync([1, 2, 3], "A duke")).Failure?.Fields);
        Assert.Equal(
            [new(FormField.Poster, FieldProblem.DamagedPicture), new(FormField.PosterAlt, FieldProblem.Missing)],
            (await ChangeAsync(APicture.Jpeg()[..300], " ")).Failure?.Fields);
        Assert.Equal(first, (await PosterAsync())?.Id);
    }

    [Fact]
    public async Task Removed_poster_id_is_never_reused()
    {
        var first = (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id;

        await RemoveAsync(_show.Id);
        await RemoveAsync(_show.Id);

        Assert.Null(await PosterAsync());
        Assert.Equal(0, await Host.Database.ReadAsync(db => db.PosterVariants.CountAsync()));
        Assert.Equal((AuditAction.PosterRemoved, "80 × 120, A duke"), ((await LastAuditEntryAsync()).Action, (await LastAuditEntryAsync()).Detail));
        Assert.Equal(2, await Host.Database.ReadAsync(db => db.AuditLog.CountAsync()));
        Assert.NotEqual(first, (await ChangeAsync(APicture.Png(), "A duke")).Value!.Id);
    }

    [Fact]
    public async Task Unknown_show_returns_NotFound()
    {
        Assert.Equal(
            FailureKind.NotFound, (await Host.ChangePoster.ChangeAsync(4711, null, null, Host.Actor, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FailureKind.NotFound, (await RemoveAsync(4711)).Failure?.Kind);
    }

    private Task<Result<Poster>> ChangeAsync(byte[]? picture, string alt) =>
        Host.ChangePoster.ChangeAsync(_show.Id, picture, alt, Host.Actor, CancellationToken.None);

    private Task<Result<Show>> RemoveAsync(int showId) => Host.ChangePoster.RemoveAsync(showId, Host.Actor, CancellationToken.None);

    private Task<Poster?> PosterAsync() => Host.Database.ReadAsync(
        db => db.Posters.Include(p => p.Variants).SingleOrDefaultAsync(p => p.ShowId == _show.Id));

    private Task<(AuditAction Action, AuditSubject Subject, int? Id, string? Detail)> LastAuditEntryAsync() => Host.Database.ReadAsync(async db =>
        await db.AuditLog.OrderBy(l => l.Id).LastAsync() is var l ? (l.Action, l.Subject, l.SubjectId, l.Detail) : default);
}
