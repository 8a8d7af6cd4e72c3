using BookingFlow.Web.Pictures;
using CsCheck;
using SkiaSharp;

namespace BookingFlow.Tests.Pictures;

/// <summary>Uploaded files, made by the program's own library and by other tools, and what becomes of them.</summary>
public sealed class PictureProcessorTests : IDisposable
{
    private static readonly SKColor Brick = new(200, 60, 40);
    private readonly PictureWorkers _workers = new();

    public void Dispose() => _workers.Dispose();

    [Fact]
    public async Task A_photograph_of_a_phone_is_stored_in_several_widths_and_two_types()
    {
        var picture = await ProcessAsync(APicture.Photograph());

        Assert.Equal((1600, 1200), (picture.Width, picture.Height));
        Assert.Equal(
            ["1280.jpg", "1280.webp", "1600.webp", "320.jpg", "320.webp", "640.jpg", "640.webp", "960.jpg", "960.webp", "preview.jpg"],
            picture.Files.Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Equal((SKEncodedImageFormat.Jpeg, 1600, 1200), FormatAndSize(picture.Jpeg));
        foreach (var file in picture.Files.Where(file => file.Name != PictureFile.Preview))
        {
            var width = int.Parse(file.Name.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture);
            var format = file.Type == PictureType.Webp ? SKEncodedImageFormat.Webp : SKEncodedImageFormat.Jpeg;
            Assert.Equal((format, width, width * 3 / 4), FormatAndSize(file.Bytes));
        }
    }

    [Theory]
    [InlineData(80, 120)]
    [InlineData(640, 400)]
    [InlineData(1, 1)]
    public async Task A_small_picture_is_not_enlarged(int width, int height)
    {
        var picture = await ProcessAsync(APicture.Png(width, height));

        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.All(
            picture.Files.Where(file => file.Name != PictureFile.Preview), file => Assert.InRange(FormatAndSize(file.Bytes).Width, 1, width));
    }

    [Theory]
    [InlineData(1, 4000)]
    [InlineData(4000, 1)]
    public async Task An_extremely_narrow_picture_is_processed(int width, int height)
    {
        var picture = await ProcessAsync(APicture.Png(width, height));

        Assert.Equal(PictureSizes.Largest(width, height), (picture.Width, picture.Height));
        Assert.Equal((SKEncodedImageFormat.Jpeg, 1200, 630), FormatAndSize(picture.File(PictureFile.Preview)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_picture_is_turned_upright_by_its_EXIF_orientation(int orientation)
    {
        // What the camera's sensor saw, so that the orientation turns it into the upright picture.
        string[] turned = orientation switch
        {
            2 => ["-flop"],
            3 => ["-rotate", "180"],
            4 => ["-flip"],
            5 => ["-transpose"],
            6 => ["-rotate", "270"],
            7 => ["-transverse"],
            8 => ["-rotate", "90"],
            _ => [],
        };
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, APicture.Jpeg(60, 90), TestContext.Current.CancellationToken);
        var photograph = await PictureTools.MagickAsync([file, .. turned, "-quality", "95", "jpg:-"]);
        File.Delete(file);

        var picture = await ProcessAsync(await photograph.WithOrientationAsync(orientation));

        Assert.Equal((60, 90), (picture.Width, picture.Height));
        foreach (var served in new[] { picture.Jpeg, picture.File("60.webp") })
        {
            AssertColour(APicture.Quarters[0], served, 15, 22);
            AssertColour(APicture.Quarters[1], served, 45, 22);
            AssertColour(APicture.Quarters[2], served, 15, 67);
            AssertColour(APicture.Quarters[3], served, 45, 67);
        }

        // The preview shows the upright picture in its middle, 420 pixels wide.
        AssertColour(APicture.Quarters[0], picture.File(PictureFile.Preview), 600 - 105, 150);
        AssertColour(APicture.Quarters[3], picture.File(PictureFile.Preview), 600 + 105, 480);
    }

    [Fact]
    public async Task Place_author_and_all_other_metadata_are_removed()
    {
        var photograph = await APicture.Jpeg(800, 600).WithPrivateMetadataAsync();
        var tags = await PictureTools.MetadataAsync(photograph);
        Assert.Contains("EXIF:GPSLatitude", tags, StringComparer.Ordinal);
        Assert.Contains("EXIF:Artist", tags, StringComparer.Ordinal);
        Assert.Contains("XMP:Creator", tags, StringComparer.Ordinal);
        Assert.Contains("IPTC:By-line", tags, StringComparer.Ordinal);

        var picture = await ProcessAsync(photograph);

        foreach (var served in picture.Files.Select(file => file.Bytes).Append(picture.Jpeg))
        {
            Assert.Empty(await PictureTools.MetadataAsync(served));
            Assert.Equal(-1, served.AsSpan().IndexOf("Ada Author"u8));
            Assert.Equal(-1, served.AsSpan().IndexOf("Exif"u8));
        }
    }

    [Theory]
    [InlineData("-colorspace", "CMYK")]
    [InlineData("-colorspace", "Gray")]
    public async Task A_JPEG_for_print_and_a_grey_one_become_sRGB(string option, string space)
    {
        var file = await PictureTools.MagickAsync(["-size", "64x64", "xc:rgb(200,60,40)", option, space, "-quality", "95", "jpg:-"]);
        var picture = await ProcessAsync(file);

        var expected = space == "CMYK" ? Brick : new SKColor(88, 88, 88);
        AssertColour(expected, picture.Jpeg, 32, 32);
        AssertColour(expected, picture.File("64.webp"), 32, 32);
        Assert.Equal(space == "CMYK" ? "4" : "1", await PictureTools.ComponentsAsync(file));
        Assert.Equal("3", await PictureTools.ComponentsAsync(picture.Jpeg));
    }

    [Theory]
    [InlineData(true, SKEncodedImageFormat.Jpeg)]
    [InlineData(false, SKEncodedImageFormat.Jpeg)]
    [InlineData(true, SKEncodedImageFormat.Png)]
    [InlineData(false, SKEncodedImageFormat.Webp)]
    public async Task A_picture_in_Display_P3_or_Adobe_RGB_keeps_its_colours_in_sRGB(bool isDisplayP3, SKEncodedImageFormat format)
    {
        using var profile = isDisplayP3
            ? SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3)
            : SKColorSpace.CreateRgb(SKColorSpaceTransferFn.TwoDotTwo, SKColorSpaceXyz.AdobeRgb);
        var file = APicture.Plain(Brick, profile, format);
        Assert.NotEmpty(await PictureTools.MetadataAsync(file));
        // Read without its profile, the file has another colour: the profile has to be applied.
        Assert.NotInRange(Distance(Brick, RawColour(file)), 0, 8);

        var picture = await ProcessAsync(file);

        AssertColour(Brick, picture.Jpeg, 32, 32);
        AssertColour(Brick, picture.File("64.webp"), 32, 32);
    }

    [Theory]
    [InlineData("gif:-")]
    [InlineData("webp:-")]
    public async Task The_first_frame_of_an_animation_is_used(string type)
    {
        var picture = await ProcessAsync(
            await PictureTools.MagickAsync("-delay", "10", "-size", "64x64", "xc:rgb(200,60,40)", "xc:blue", "xc:lime", type));

        AssertColour(Brick, picture.Jpeg, 32, 32);
    }

    [Fact]
    public async Task A_transparent_picture_is_put_on_white()
    {
        var picture = await ProcessAsync(
            await PictureTools.MagickAsync("-size", "64x64", "xc:none", "-fill", "rgb(200,60,40)", "-draw", "rectangle 0,0 31,63", "png:-"));

        foreach (var served in new[] { picture.Jpeg, picture.File("64.webp") })
        {
            AssertColour(Brick, served, 16, 32);
            AssertColour(SKColors.White, served, 48, 32);
        }
    }

    [Fact]
    public async Task A_PNG_with_16_bits_a_colour_is_read() =>
        AssertColour(
            Brick, (await ProcessAsync(await PictureTools.MagickAsync("-size", "64x64", "xc:rgb(200,60,40)", "-depth", "16", "PNG48:-"))).Jpeg, 32, 32);

    [Fact]
    public async Task A_progressive_JPEG_is_read() => AssertColour(
        Brick, (await ProcessAsync(await PictureTools.MagickAsync("-size", "64x64", "xc:rgb(200,60,40)", "-interlace", "JPEG", "jpg:-"))).Jpeg, 32, 32);

    [Fact]
    public async Task A_truncated_file_is_refused_as_damaged()
    {
        byte[][] files =
        [
            APicture.Jpeg(400, 400), APicture.Png(400, 400), APicture.Webp(400, 400),
            await PictureTools.MagickAsync("-size", "400x400", "plasma:", "gif:-"),
        ];
        foreach (var file in files)
        {
            Assert.Equal(FieldProblem.DamagedPicture, await RefusedAsync(file[..(file.Length / 2)]));
            Assert.Equal(FieldProblem.DamagedPicture, await RefusedAsync(file[..16]));
        }
    }

    [Fact]
    public async Task A_decompression_bomb_is_refused_by_its_header_before_it_is_decoded()
    {
        // A file that was decoded first would be refused as damaged: it has no pixels.
        Assert.Equal(FieldProblem.TooManyPixels, await RefusedAsync(APicture.PngHeader(60_000, 60_000)));
        Assert.Equal(FieldProblem.TooManyPixels, await RefusedAsync(APicture.PngHeader(65_001, 1000)));
        Assert.Equal(FieldProblem.DamagedPicture, await RefusedAsync(APicture.PngHeader(65, 1000)));
        // GIF and WebP name their size in the first bytes too.
        Assert.Equal(FieldProblem.TooManyPixels, await RefusedAsync(GifHeader(60_000)));
    }

    [Theory]
    [InlineData("heic", FieldProblem.HeifPicture)]
    [InlineData("avif", FieldProblem.HeifPicture)]
    [InlineData("mp42", FieldProblem.NotAPicture)]
    public async Task HEIC_and_AVIF_have_a_message_of_their_own(string brand, FieldProblem problem) =>
        Assert.Equal(problem, await RefusedAsync([0, 0, 0, 24, .. "ftyp"u8, .. System.Text.Encoding.ASCII.GetBytes(brand), .. new byte[100]]));

    [Fact]
    public async Task Text_with_the_name_of_a_picture_and_other_pictures_are_refused()
    {
        Assert.Equal(FieldProblem.NotAPicture, await RefusedAsync("Dear Ada, here is the picture."u8.ToArray()));
        Assert.Equal(FieldProblem.NotAPicture, await RefusedAsync(await PictureTools.MagickAsync("-size", "8x8", "xc:red", "bmp:-")));
        Assert.Equal(FieldProblem.NotAPicture, await RefusedAsync(await PictureTools.MagickAsync("-size", "8x8", "xc:red", "tiff:-")));
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        Assert.Equal(FieldProblem.TooLarge, await RefusedAsync(APicture.OfBytes(Limits.PictureBytes + 1)));
        var largest = await ProcessAsync(APicture.OfBytes(Limits.PictureBytes));
        Assert.Equal((80, 120), (largest.Width, largest.Height));
    }

    [Fact]
    public async Task Damaged_pictures_never_throw()
    {
        byte[][] files = [APicture.Jpeg(), APicture.Png(), APicture.Webp(), await PictureTools.MagickAsync("-size", "80x80", "plasma:", "gif:-")];
        await Gen.Select(Gen.Int[0, files.Length - 1], Gen.Double[0, 1], Gen.Byte.Array[1, 8]).SampleAsync(
            async (which, where, bytes) =>
            {
                var damaged = files[which].ToArray();
                bytes.AsSpan().CopyTo(damaged.AsSpan((int)(where * (damaged.Length - bytes.Length))));
                var result = await new PictureProcessor(_workers).ProcessAsync(damaged, CancellationToken.None);
                return result.Succeeded || result.Failure.Kind == FailureKind.InvalidInput;
            },
            iter: 200);
    }

    [Fact]
    public async Task The_preview_crops_a_landscape_picture_and_shows_a_poster_whole()
    {
        var landscape = (await ProcessAsync(APicture.Png(1500, 1000))).File(PictureFile.Preview);
        AssertColour(APicture.Quarters[0], landscape, 10, 10);
        AssertColour(APicture.Quarters[3], landscape, 1190, 620);

        var poster = (await ProcessAsync(APicture.Png(800, 1200))).File(PictureFile.Preview);
        Assert.Equal((SKEncodedImageFormat.Jpeg, 1200, 630), FormatAndSize(poster));
        // 420 pixels wide in the middle; beside it its own colours, darker.
        AssertColour(APicture.Quarters[0], poster, 400, 5);
        AssertColour(APicture.Quarters[3], poster, 800, 625);
        Assert.InRange(ColourAt(poster, 100, 300).Red, 60, 200);
    }

    private async Task<ProcessedPicture> ProcessAsync(byte[] file)
    {
        var result = await new PictureProcessor(_workers).ProcessAsync(file, TestContext.Current.CancellationToken);
        Assert.Null(result.Failure?.Fields[0]);
        return result.Value!;
    }

    private async Task<FieldProblem?> RefusedAsync(byte[] file)
    {
        var refused = (await new PictureProcessor(_workers).ProcessAsync(file, TestContext.Current.CancellationToken)).Failure;
        return refused is null ? null : Assert.Single(refused.Fields).Problem;
    }

    private static byte[] GifHeader(ushort side) =>
    [
        .. "GIF89a"u8, (byte)side, (byte)(side >> 8), (byte)side, (byte)(side >> 8), 0x80, 0, 0, 0, 0, 0, 255, 255, 255,
        0x2C, 0, 0, 0, 0, (byte)side, (byte)(side >> 8), (byte)side, (byte)(side >> 8), 0, 2,
    ];

    private static (SKEncodedImageFormat Format, int Width, int Height) FormatAndSize(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        return (codec.EncodedFormat, codec.Info.Width, codec.Info.Height);
    }

    private static SKColor ColourAt(byte[] file, int x, int y)
    {
        using var bitmap = SKBitmap.Decode(file);
        return bitmap.GetPixel(x, y);
    }

    /// <summary>Decodes the file without regard to its profile.</summary>
    private static SKColor RawColour(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        using var bitmap = new SKBitmap(codec.Info.WithColorType(SKColorType.Rgba8888));
        codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        var pixel = bitmap.GetPixelSpan();
        return new SKColor(pixel[0], pixel[1], pixel[2]);
    }

    private static int Distance(SKColor a, SKColor b) =>
        Math.Max(Math.Abs(a.Red - b.Red), Math.Max(Math.Abs(a.Green - b.Green), Math.Abs(a.Blue - b.Blue)));

    private static void AssertColour(SKColor expected, byte[] file, int x, int y)
    {
        var actual = ColourAt(file, x, y);
        Assert.True(Distance(expected, actual) <= 12, $"{actual} at {x}, {y} instead of {expected}");
    }
}
