using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace BookingFlow.Tests.Infrastructure.Pictures;

/// <summary>Screenshots side by side in one picture, each above its caption. It is laid out as a web page.</summary>
/// <param name="columns">Number of screenshots in a row.</param>
/// <param name="tileWidth">Width of each screenshot on the sheet, in pixels.</param>
public sealed class ContactSheet(int columns, int tileWidth) : IDisposable
{
    private const int Gap = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bookingflow-sheet-");
    private readonly List<(string Caption, string Screenshot)> _tiles = [];

    /// <summary>Adds a screenshot.</summary>
    /// <returns>The path to which the caller writes the screenshot, as a PNG.</returns>
    public string Add(string caption)
    {
        _tiles.Add((caption, Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"screenshot-{_tiles.Count}.png"))));
        return _tiles[^1].Screenshot;
    }

    /// <summary>Draws the sheet.</summary>
    /// <param name="browser">Used for the drawing; it leaves the page that it shows.</param>
    /// <returns>The path of the sheet, a PNG that exists until this is disposed of.</returns>
    public async Task<string> DrawAsync(IPage browser)
    {
        var (html, sheet) = (Path.Combine(_folder.FullName, "sheet.html"), Path.Combine(_folder.FullName, "sheet.png"));
        // Not left to the browser, which does not always make the same pixels of a picture that it shows smaller.
        await ScreenshotFile.WriteThumbnailsAsync(_tiles.Select(tile => tile.Screenshot), tileWidth, Path.Combine(_folder.FullName, "%d.png"));
        await File.WriteAllTextAsync(html, Html());
        await browser.SetViewportSizeAsync((columns * (tileWidth + Gap)) + Gap, 900);
        await browser.GotoAsync(new Uri(html).AbsoluteUri);
        await browser.ScreenshotAsync(new() { Path = sheet, FullPage = true });
        return sheet;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Html()
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!DOCTYPE html>
            <meta charset="utf-8">
            <style>
                body { display: grid; grid-template-columns: repeat({{columns}}, {{tileWidth}}px); gap: {{Gap}}px; margin: {{Gap}}px; background: #85848a }
                figure { display: flex; flex-direction: column; justify-content: space-between; margin: 0 }
                figcaption { background: #2b2a2e; color: #fff; font: 12px sans-serif; padding: 2px; text-align: center }
            </style>
            """);
        for (var i = 0; i < _tiles.Count; i++)
        {
            var caption = WebUtility.HtmlEncode(_tiles[i].Caption);
            html.Append(CultureInfo.InvariantCulture, $"<figure><img src=\"{i}.png\" alt=\"\"><figcaption>{caption}</figcaption></figure>");
        }

        return html.ToString();
    }
}
