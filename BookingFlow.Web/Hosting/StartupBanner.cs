using BookingFlow.Web.Data.Demo;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;
using Microsoft.Extensions.Logging.Console;

namespace BookingFlow.Web.Hosting;

/// <summary>What somebody who has just started the program wants to know.</summary>
public static class StartupBanner
{
    /// <param name="setup">The link that makes the first Administrator. It is printed and never logged: logs are kept and read by others.</param>
    public static void Print(WebApplication app, Token? setup)
    {
        if (string.Equals(app.Configuration["Logging:Console:FormatterName"], ConsoleFormatterNames.Json, StringComparison.OrdinalIgnoreCase))
        {
            // A machine reads these lines, and each must be one of its own kind.
            return;
        }

        var links = app.Services.GetRequiredService<PublicLinks>();
        var home = links.Home;
        var lines = new List<string> { "", $"  {app.Services.GetRequiredService<Venue>().Name} is open:  {home}" };
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

        if (setup is { } link)
        {
            lines.Add("  Nobody administers this house yet. Whoever opens this address first does (it works once):");
            lines.Add($"      {links.Setup(link)}");
        }

        lines.Add("");
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }
}
