using BookingFlow.Web.Components.Programme;
using BookingFlow.Web.Pictures;
using SkiaSharp;

namespace BookingFlow.Tests.Pictures;

public sealed class DrawnPreviewsTests : IDisposable
{
    private readonly PictureWorkers _workers = new();
    private readonly DrawnPreviews _previews;

    public DrawnPreviewsTests() => _previews = new DrawnPreviews(_workers);

    public void Dispose()
    {
        _previews.Dispose();
        _workers.Dispose();
    }

    [Fact]
    public async Task Preview_of_a_show_is_drawn_once_and_the_same_after_a_restart()
    {
        using var restarted = new DrawnPreviews(_workers);

        var preview = await _previews.GetAsync("the-seagull");

        Assert.Same(preview, await _previews.GetAsync("the-seagull"));
        Assert.Equal(preview, await restarted.GetAsync("the-seagull"));
        Assert.NotEqual(preview, await _previews.GetAsync("hamlet"));
    }

    [Fact]
    public async Task Preview_shows_the_generated_poster_whole_in_the_middle()
    {
        foreach (var slug in Enumerable.Range(1, PosterDrawing.VariantCount).Select(i => $"show-{i}"))
        {
            using var preview = SKBitmap.Decode(await _previews.GetAsync(slug));
            Assert.Equal((1200, 630), (preview.Width, preview.Height));

            // The poster is 472 pixels wide, from 364 to 836. Where no shape is translucent, it has the colours that the page has.
            var colours = PosterDrawing.Of(slug).Where(shape => shape.Opacity is null).Select(shape => SKColor.Parse(shape.Colour)).ToList();
            var matching = Enumerable.Range(0, 10).SelectMany(_ => Enumerable.Range(0, 10), (x, y) => preview.GetPixel(370 + (51 * x), 5 + (68 * y)))
                .Count(pixel => colours.Exists(colour => Distance(colour, pixel) <= 12));
            Assert.True(matching >= 30, $"{slug}: {matching} of 100 points have a colour of the poster");
        }
    }

    private static int Distance(SKColor a, SKColor b) =>
        Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));
}
