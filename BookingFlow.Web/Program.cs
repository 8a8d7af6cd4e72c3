using BookingFlow.Web.Data.Providers;
using BookingFlow.Web.Hosting;
using BookingFlow.Web.Hosting.Commands;
using BookingFlow.Web.Hosting.Settings;

try
{
    var builder = WebApplication.CreateBuilder(ProgramRoot.Options(args));
    builder.AddSettingsFile();
    builder.AddBookingFlow();

    await using var app = builder.Build();
    if (CommandLine.Asks(args))
    {
        return await app.RunCommandAsync(args);
    }

    // Side by side, for each takes about as long.
    var prepared = Task.Run(app.PrepareAsync);
    app.UseBookingFlow();
    await prepared;
    app.UseJobs();
    await app.RunAsync();
    return 0;
}
catch (Exception wrong) when (wrong is SettingException or DatabaseBusyException)
{
    await Console.Error.WriteLineAsync($"BookingFlow did not start. {wrong.Message}");
    return 1;
}

/// <summary>Named, so that the tests can start it.</summary>
public sealed partial class Program;
