using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Hosting.Commands;
using BookingFlow.Web.Hosting.Settings;

try
{
    if (CommandLine.IsCommand(args))
    {
        return await CommandLine.RunAsync(args, () => Build([]));
    }

    await using var app = Build(args);
    // Side by side, for each takes about as long.
    var prepared = Task.Run(app.PrepareAsync);
    app.UseBookingFlow();
    await prepared;
    app.UseJobs();
    await app.RunAsync();
    return 0;
}
catch (Exception wrong) when (wrong is SettingException or DatabaseBusyException or MigrationHistoryException)
{
    await Console.Error.WriteLineAsync($"BookingFlow did not start. {wrong.Message}");
    return 1;
}

static WebApplication Build(string[] args)
{
    var builder = WebApplication.CreateBuilder(ProgramRoot.Options(args));
    builder.AddSettingsFile();
    builder.AddBookingFlow();
    var app = builder.Build();
    app.Services.ValidateSettings();
    return app;
}

/// <summary>Named, so that the tests can start it.</summary>
public sealed partial class Program;
