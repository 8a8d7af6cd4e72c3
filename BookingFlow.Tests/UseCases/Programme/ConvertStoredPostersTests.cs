using BookingFlow.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.UseCases.Programme;

public sealed class ConvertStoredPostersOnSqliteTests() : ConvertStoredPostersTests(DatabaseDialect.Sqlite);

public sealed class ConvertStoredPostersOnSqlServerTests() : ConvertStoredPostersTests(DatabaseDialect.SqlServer);

public abstract class ConvertStoredPostersTests(DatabaseDialect dialect) : UseCaseTests(dialect)
{
    [Fact]
    public async Task Picture_stored_as_uploaded_gets_its_sizes_and_loses_its_metadata()
    {
        var poster = await AddAsync(await APicture.Jpeg(400, 600).WithPrivateMetadataAsync());

        await Host.ConvertStoredPosters.RunAsync(CancellationToken.None);

        var converted = await ReadAsync(poster.Id);
        Assert.Equal(
            (PictureType.Jpeg, 400, 600, "A duke on an island", poster.UploadedAt),
            (converted.Type, converted.Width, converted.Height, converted.AltText, converted.UploadedAt));
        Assert.Equal(["320.jpg", "320.webp", "400.webp", "preview.jpg"], converted.Variants.Select(v => v.Name).Order(StringComparer.Ordinal));
        Assert.Empty(await PictureTools.MetadataAsync(converted.Picture));
    }

    [Fact]
    public async Task Picture_that_cannot_be_read_is_kept_as_it_is_and_does_not_stop_the_others()
    {
        var truncated = APicture.Jpeg(400, 600)[..500];
        var (damaged, good) = (await AddAsync(truncated), await AddAsync(APicture.Png()));

        await Host.ConvertStoredPosters.RunAsync(CancellationToken.None);

        var kept = await ReadAsync(damaged.Id);
        Assert.Equal(truncated, kept.Picture);
        Assert.Equal((null, PictureType.Png), (kept.Width, kept.Type));
        Assert.Empty(kept.Variants);
        Assert.True((await ReadAsync(good.Id)).IsConverted);
    }

    [Fact]
    public async Task Converted_picture_is_not_converted_again()
    {
        var poster = await AddAsync(APicture.Png());
        await Host.ConvertStoredPosters.RunAsync(CancellationToken.None);
        var files = (await ReadAsync(poster.Id)).Variants.Select(v => v.Id).ToList();

        await Host.ConvertStoredPosters.RunAsync(CancellationToken.None);

        Assert.Equal(files, (await ReadAsync(poster.Id)).Variants.Select(v => v.Id));
    }

    private async Task<Poster> AddAsync(byte[] picture)
    {
        var show = new AShow().Build();
        await Host.Database.AddAsync(show);
        var poster = APicture.PosterOf(show, picture);
        await Host.Database.AddAsync(poster);
        return poster;
    }

    private Task<Poster> ReadAsync(int id) => Host.Database.ReadAsync(
        db => db.Posters.Include(p => p.Variants.OrderBy(v => v.Id)).SingleAsync(p => p.Id == id));
}
