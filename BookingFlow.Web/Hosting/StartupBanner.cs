using BookingFlow.Web.Data;
using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Extensions.Logging.Console;

namespace BookingFlow.Web.Hosting;

/// <summary>Prints the program's addresses and, in Development, the demo accounts to the console after the start.</summary>
public static class StartupBanner
{
    /// <summary>Prints the banner, unless the console log is JSON.</summary>
    /// <param name="setup">
    /// The token that creates the first Administrator; null if there is one. Printed but never logged, because logs are stored and have other
    /// readers.
    /// </param>
    public static void Print(WebApplication app, Token? setup)
    {
        if (string.Equals(app.Configuration["Logging:Console:FormatterName"], ConsoleFormatterNames.Json, StringComparison.OrdinalIgnoreCase))
        {
            // The output is parsed line by line as JSON.
            return;
        }

        var links = app.Services.GetRequiredService<PublicLinks>();
        var home = links.Home;
        var lines = new List<string> { "", $"  {app.Services.GetRequiredService<CurrentVenue>().Venue.Name} is open:  {home}" };
        if (app.Environment.IsDevelopment() && app.Services.GetRequiredService<MailSettings>().Delivery == MailDeliveryKind.Folder)
        {
            lines.Add($"  Mailbox:                  {home}dev/mail");
        }

        lines.Add($"  Staff sign in:            {home}staff/login");
        if (app.Environment.IsDevelopment() && app.Services.GetRequiredService<DemoSettings>().Season)
        {
            lines.AddRange(DemoSeason.StaffEmails.Select(email => $"      {email}"));
            lines.Add($"      password: {DemoSeason.StaffPassword}");
        }

        if (setup is { } setupToken)
        {
            lines.Add("  There is no administrator yet. Open this address to create the first one (it works once):");
            lines.Add($"      {links.Setup(setupToken)}");
        }

        lines.Add("");
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }
}
