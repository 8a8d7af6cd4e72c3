using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>Serves the camera station's service worker, which keeps the page and its scripts on the device.</summary>
/// <remarks>Below the page's own address, so that a browser lets it answer for that page and for no other.</remarks>
public sealed class WorkerModel(CameraStationScripts scripts, IWebHostEnvironment environment, IFileVersionProvider versions) : PageModel
{
    private static readonly string[] StyleSheets = ["/site.css", "/staff.css", "/camera-station.css"];

    public async Task<ContentResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await using var file = environment.WebRootFileProvider.GetFileInfo("camera-station/worker.js").CreateReadStream();
        using var reader = new StreamReader(file);
        var worker = await reader.ReadToEndAsync(cancellationToken);
        var page = Url.Page("/Staff/CheckIn/Camera/Index");
        Response.Headers["Service-Worker-Allowed"] = page;
        var files = StyleSheets.Select(sheet => versions.AddFileVersionToPath(Request.PathBase, sheet)).Concat(scripts.Files);
        return Content(
            $"const PAGE = {JsonSerializer.Serialize(page)};\nconst FILES = {JsonSerializer.Serialize(files)};\n{worker}", "text/javascript; charset=utf-8");
    }
}
