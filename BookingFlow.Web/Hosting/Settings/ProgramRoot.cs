using Microsoft.Extensions.Configuration.Json;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Determines the content root and adds the settings file, which is in the program's folder (docs/decisions/0007).</summary>
public static class ProgramRoot
{
    /// <summary>Returns options whose content root is the program's own folder if it is published, and the default under <c>dotnet run</c>.</summary>
    /// <remarks>The default is the working directory, from which a published program need not be started.</remarks>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>Adds the settings file as the first configuration source, so that all others, such as environment variables, override it.</summary>
    public static WebApplicationBuilder AddSettingsFile(this WebApplicationBuilder builder)
    {
        var file = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = false };
        file.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, file);
        return builder;
    }
}
