using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace BookingFlow.Tests.Hosting.Pipeline;

public sealed class StaticFilesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    /// <summary>No file is served that no page uses: packages and the framework can add some, such as scripts, without a change of ours.</summary>
    [Fact]
    public async Task Every_file_that_is_served_is_used_by_a_page()
    {
        var app = shared.App;
        using var administrator = await app.StaffAsync(StaffRoles.Administrator);
        BrowserResponse[] pages =
        [
            await administrator.OpenAsync("/"), await administrator.OpenAsync("/staff"), await administrator.OpenAsync("/staff/check-in/camera"),
        ];
        var used = pages.SelectMany(page => page.Document.QuerySelectorAll("[href], [src]"))
            .Select(element => (element.GetAttribute("href") ?? element.GetAttribute("src"))!.Split('?')[0])
            .ToList();

        var served = Files(app.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider, "").ToList();

        Assert.Contains("/site.css", served);
        // The scripts of the camera station import each other; the last one is for other websites (docs/api.md).
        Assert.All(
            served.Where(file => !file.StartsWith("/camera-station/", StringComparison.Ordinal) && file != "/embed.js"),
            file => Assert.Contains(file, used));
        foreach (var script in new[] { "/_framework/blazor.web.js", "/_framework/blazor.server.js" })
        {
            Assert.Equal(404, (await administrator.OpenAsync(script)).Status);
        }
    }

    private static IEnumerable<string> Files(IFileProvider provider, string folder) => provider.GetDirectoryContents(folder).SelectMany(
        entry => entry.IsDirectory ? Files(provider, $"{folder}/{entry.Name}") : [$"{folder}/{entry.Name}"]);
}
