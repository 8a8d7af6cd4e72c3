using BookingFlow.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(ProgramRoot.Options(args));
    builder.AddSettingsFile();
    builder.AddBookingFlow();

    await using var app = builder.Build();
    app.UseBookingFlow();
    await app.PrepareAsync();
    await app.RunAsync();
    return 0;
}
catch (SettingException wrong)
{
    await Console.Error.WriteLineAsync($"BookingFlow did not start. {wrong.Message}");
    return 1;
}

/// <summary>Named, so that the tests can start it.</summary>
public sealed partial class Program;
