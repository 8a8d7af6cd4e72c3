using Microsoft.Extensions.Configuration.Json;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Where the program stands on the disk, and its one settings file beside it (docs/decisions/0007).</summary>
public static class ProgramRoot
{
    /// <summary>
    /// A published program is its own content root, from whichever folder it is started; under <c>dotnet run</c> the
    /// project folder is.
    /// </summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>
    /// Inserts the settings file as the first source: it is the base that everything else, the environment above all,
    /// overrides.
    /// </summary>
    public static WebApplicationBuilder AddSettingsFile(this WebApplicationBuilder builder)
    {
        var file = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = false };
        file.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, file);
        return builder;
    }
}
