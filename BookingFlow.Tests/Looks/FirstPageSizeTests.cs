using System.IO.Compression;
using System.Text;
using BookingFlow.Web.Data;
using NUglify;

namespace BookingFlow.Tests.Looks;

/// <summary>What a visitor's phone loads for the first page: the HTML as it is sent, and the style sheet as it is published.</summary>
public sealed class FirstPageSizeTests
{
    private const int MaxBytes = 12 * 1024;

    [Fact]
    public async Task Show_list_and_its_style_sheet_are_at_most_12_KB_compressed()
    {
        await using var app = await BookingFlowApp.StartAsync(DatabaseDialect.Sqlite, ("Demo:Season", "true"));
        using var http = new HttpClient { BaseAddress = new Uri(app.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Accept-Encoding", "br");
        using var page = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await page.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var styles = Compress(Minify("site.css"));

        Assert.Equal("br", Assert.Single(page.Content.Headers.ContentEncoding));
        Assert.True(html.Length + styles <= MaxBytes, $"{html.Length} bytes of HTML and {styles} bytes of styles.");
    }

    [Theory]
    [InlineData("site.css")]
    [InlineData("staff.css")]
    public void Style_sheet_is_minified_without_errors_to_less_than_its_source(string name) =>
        Assert.InRange(Minify(name).Length, 1, (int)(StyleSheet.Read(name).Length * 0.9));

    /// <summary>As the publish target in BookingFlow.Web.csproj does it.</summary>
    private static string Minify(string name)
    {
        var minified = Uglify.Css(StyleSheet.Read(name));
        Assert.Empty(minified.Errors);
        return minified.Code;
    }

    /// <summary>As the program compresses responses.</summary>
    private static int Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return (int)compressed.Length;
    }
}
