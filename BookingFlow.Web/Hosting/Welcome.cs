using BookingFlow.Web.Data;
using BookingFlow.Web.Domain;
using BookingFlow.Web.Emails;
using Microsoft.Extensions.Logging.Console;

namespace BookingFlow.Web.Hosting;

/// <summary>What somebody who has just started the program wants to know.</summary>
public static class Welcome
{
    public static void Print(WebApplication app)
    {
        if (string.Equals(app.Configuration["Logging:Console:FormatterName"], ConsoleFormatterNames.Json, StringComparison.OrdinalIgnoreCase))
        {
            // A machine reads these lines, and each must be one of its own kind.
            return;
        }

        var settings = app.Services.GetRequiredService<BookingFlowSettings>();
        var home = app.Services.GetRequiredService<PublicLinks>().Home;
        var lines = new List<string> { "", $"  {settings.Venue.Name} is open:  {home}" };
        if (app.Environment.IsDevelopment() && settings.Mail.Delivery == MailDeliveryKind.Folder)
        {
            lines.Add($"  Mailbox:                  {home}dev/mail");
        }

        lines.Add($"  Staff sign in:            {home}staff/login");
        if (app.Environment.IsDevelopment() && settings.DemoSeason)
        {
            lines.AddRange(DemoSeason.StaffEmails.Select(email => $"      {email}"));
            lines.Add($"      password: {DemoSeason.StaffPassword}");
        }

        lines.Add("");
        Console.WriteLine(string.Join(Environment.NewLine, lines));
    }
}
