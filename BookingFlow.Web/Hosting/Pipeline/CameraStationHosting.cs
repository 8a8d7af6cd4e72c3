using BookingFlow.Web.Pages.Staff.CheckIn.Camera;

namespace BookingFlow.Web.Hosting.Pipeline;

/// <summary>Serves the scripts of the camera station.</summary>
public static class CameraStationHosting
{
    /// <summary>Serves the scripts below their versioned address, under which they never change.</summary>
    public static IApplicationBuilder UseCameraStationScripts(this WebApplication app)
    {
        var scripts = app.Services.GetRequiredService<CameraStationScripts>();
        return app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = scripts.Path,
            FileProvider = scripts.FileProvider,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
    }
}
