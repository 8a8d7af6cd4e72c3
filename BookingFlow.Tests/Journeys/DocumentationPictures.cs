using Microsoft.Playwright;

namespace BookingFlow.Tests.Journeys;

/// <summary>
/// Makes the pictures of README.md and docs from the running program: <c>docs/screenshots</c> is written anew. Skipped unless asked for
/// (CONTRIBUTING.md).
/// </summary>
/// <remarks>
/// Two runs on one machine give the same files, so that a picture in a commit is a page that has changed; on another machine, fonts differ. The
/// program runs at <see cref="TestTimes.Evening"/> with numbered references. Only the sheets contain what stays random: the links in the demo
/// mailbox and the key of the page that turns on two-factor authentication.
/// </remarks>
public sealed partial class DocumentationPictures(ChromiumBrowser chromium)
{
    private const int PrintedDotsPerInch = 80;

    public static TheoryData<string> SceneNames => [.. Scenes.Keys];

    /// <summary>Paths of all files that are written, relative to docs/screenshots.</summary>
    public static IReadOnlyList<string> FileNames => [.. Scenes.Keys, .. Sheets.Select(sheet => sheet.File)];

    [Theory]
    [MemberData(nameof(SceneNames))]
    public async Task Picture_is_made_from_the_running_program(string fileName)
    {
        Requirements.PicturesWanted();
        var scene = Scenes[fileName];
        await using var evening = await DemoEvening.StartAsync(chromium, scene.Width, scene.Height ?? 900);
        await scene.OpenAsync(evening);

        if (scene.IsPrinted)
        {
            using var printed = await PrintedPages.OfAsync(await evening.Page.PdfAsync(new() { Format = "A4" }), PrintedDotsPerInch);
            await ScreenshotFile.WritePngAsync(Assert.Single(printed.Files), FilePath(fileName));
            return;
        }

        var screenshot = Path.GetTempFileName();
        try
        {
            await evening.Page.TakePictureAsync(screenshot, scene.Height);
            await ScreenshotFile.WritePngAsync(screenshot, FilePath(fileName), scene.Percent);
        }
        finally
        {
            File.Delete(screenshot);
        }
    }

    [Fact]
    public async Task Sheets_of_all_pages_are_made_from_the_running_program()
    {
        Requirements.PicturesWanted();
        // Not a class fixture, which would start its programs when the test is skipped too.
        await using var pages = new AllPagesFixture();
        await pages.InitializeAsync();
        await using var context = await chromium.WithoutScriptAsync(ChromiumBrowser.Desktop);
        var page = await context.NewPageAsync();
        var sheets = Sheets.Select(kind => (Kind: kind, Sheet: new ContactSheet(kind.Columns, kind.TileWidth))).ToList();
        try
        {
            foreach (var name in AllPagesFixture.PageNames)
            {
                await context.ClearCookiesAsync();
                await pages.OpenByNameAsync(name, page);
                foreach (var (kind, sheet) in sheets)
                {
                    await page.SetViewportSizeAsync(kind.Width, 900);
                    await page.EmulateMediaAsync(new() { ColorScheme = kind.Scheme });
                    await page.TakePictureAsync(sheet.Add(name), kind.MaxHeight);
                }
            }

            foreach (var (kind, sheet) in sheets)
            {
                await ScreenshotFile.WriteWebpAsync(await sheet.DrawAsync(page), FilePath(kind.File));
            }
        }
        finally
        {
            sheets.ForEach(sheet => sheet.Sheet.Dispose());
        }
    }

    private static readonly IReadOnlyList<SheetKind> Sheets =
    [
        new("sheets/phone-light.webp", ChromiumBrowser.Phone, ColorScheme.Light),
        new("sheets/phone-dark.webp", ChromiumBrowser.Phone, ColorScheme.Dark),
        new("sheets/desk-light.webp", ChromiumBrowser.Desktop, ColorScheme.Light),
        new("sheets/desk-dark.webp", ChromiumBrowser.Desktop, ColorScheme.Dark),
    ];

    private static string FilePath(string fileName)
    {
        var file = RepositoryFolder.Path("docs", "screenshots", fileName);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }

    private sealed record SheetKind(string File, int Width, ColorScheme Scheme)
    {
        private bool IsPhone => Width == ChromiumBrowser.Phone;

        public int Columns => IsPhone ? 14 : 6;

        public int TileWidth => IsPhone ? 166 : 384;

        /// <summary>Longer pages are cut off.</summary>
        public int MaxHeight => IsPhone ? 1350 : 1200;
    }
}
