using Microsoft.Extensions.Configuration.Json;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Determines the content root and adds the settings file, which is in the program's folder (docs/decisions/0007).</summary>
public static class ProgramRoot
{
    /// <summary>The environment variable that names a file with the settings of this machine, outside the program's folder.</summary>
    /// <remarks>An upgrade replaces the program's folder, and with it the settings file (docs/decisions/0062).</remarks>
    public const string OwnSettingsVariable = "BOOKINGFLOW_SETTINGS";

    /// <summary>Returns options whose content root is the program's own folder if it is published, and the default under <c>dotnet run</c>.</summary>
    /// <remarks>The default is the working directory, from which a published program need not be started.</remarks>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>
    /// Adds the settings file as the first configuration source, so that all others override it, and the file that <see cref="OwnSettingsVariable"/>
    /// names as the last file, so that it overrides the files and is overridden by environment variables and the command line.
    /// </summary>
    public static WebApplicationBuilder AddSettingsFile(this WebApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        sources.Insert(0, File(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
        if (Environment.GetEnvironmentVariable(OwnSettingsVariable) is { Length: > 0 } own)
        {
            sources.Insert(sources.ToList().FindLastIndex(source => source is JsonConfigurationSource) + 1, File(Path.GetFullPath(own)));
        }

        return builder;
    }

    private static JsonConfigurationSource File(string path)
    {
        var file = new JsonConfigurationSource { Path = path, Optional = false };
        file.ResolveFileProvider();
        return file;
    }
}
