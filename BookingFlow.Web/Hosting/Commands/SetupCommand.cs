using System.CommandLine;
using System.Globalization;
using BookingFlow.Web.Components;
using BookingFlow.Web.Data;
using BookingFlow.Web.Emails.Delivery;
using BookingFlow.Web.Hosting.Settings;
using BookingFlow.Web.Telemetry;
using BookingFlow.Web.UseCases.Administration;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>
/// The command <c>setup</c>: asks for what a new installation needs, tries the mail server, writes the settings of this machine, and creates the
/// first Administrator. It can be repeated: the answers of before are offered, and everything else stays.
/// </summary>
/// <remarks>In two parts that a package runs as two users: the settings belong to root, the database to the user of the service.</remarks>
public static class SetupCommand
{
    private static readonly Questions Questions = new();

    public static Command Create(Func<string[], WebApplication> build)
    {
        var settings = new Command("settings", "Asks for the settings only.");
        settings.SetAction((_, cancellationToken) => RunAsync(() => AskSettingsAsync(cancellationToken)));
        var administrator = new Command("administrator", "Creates the first Administrator only.");
        administrator.SetAction((_, cancellationToken) => RunAsync(() => CreateAdministratorAsync(build, cancellationToken)));
        var command = new Command(
            "setup", $"Asks for what a new installation needs, and writes the settings file that {ProgramRoot.OwnSettingsVariable} names.")
        {
            settings, administrator,
        };
        command.SetAction((_, cancellationToken) => RunAsync(async () =>
            await AskSettingsAsync(cancellationToken) is 0 ? await CreateAdministratorAsync(build, cancellationToken) : 1));
        return command;
    }

    private static async Task<int> RunAsync(Func<Task<int>> setup)
    {
        try
        {
            return await setup();
        }
        catch (EndOfStreamException)
        {
            Console.WriteLine();
            await Console.Error.WriteLineAsync("The input ended before the last question. What was asked last is not stored.");
            return 1;
        }
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> AskSettingsAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(ProgramRoot.OwnSettingsVariable) is not { Length: > 0 } path)
        {
            await Console.Error.WriteLineAsync(
                $"Set {ProgramRoot.OwnSettingsVariable} to the file for the settings of this machine, such as /etc/bookingflow/settings.json, here and "
                + "where the program is started.");
            return 1;
        }

        var file = new OwnSettingsFile(path);
        var configured = ReadConfigured(path);
        Console.WriteLine($"The answers are stored in {Path.GetFullPath(path)}. An empty line keeps what is in brackets.");
        Console.WriteLine();
        file.Set("Booking:PublicBaseUrl", Questions.Ask(
            "Address that visitors will use, such as https://tickets.theatre.example", configured["Booking:PublicBaseUrl"], CheckAddress));
        file.Set("Venue:Name", Questions.Ask("Name of the venue", configured["Venue:Name"], _ => null));
        file.Set("Venue:TimeZone", Questions.Ask(
            "Time zone, such as Europe/Rome", File.Exists(path) ? configured["Venue:TimeZone"] : TimeZoneInfo.Local.Id, CheckTimeZone));
        file.Set("Venue:Language", Questions.Ask(
            $"Language ({string.Join(", ", Languages.OfVisitors)})", configured["Venue:Language"],
            answer => Languages.OfVisitors.Contains(answer, StringComparer.Ordinal) ? null : "The program does not speak it."));
        await AskMailAsync(file, configured, cancellationToken);
        file.Set("Demo:Season", false);
        file.Save();
        Console.WriteLine($"Written: {Path.GetFullPath(path)}");
        return 0;
    }

    private static async Task AskMailAsync(OwnSettingsFile file, ConfigurationManager configured, CancellationToken cancellationToken)
    {
        var (server, from) = (configured.GetSection("Mail:Smtp").Get<SmtpSettings>()!, IsExample(configured["Mail:From"]) ? null : configured["Mail:From"]);
        do
        {
            from = Questions.Ask("Sender of all mail, such as Lantern Theatre <tickets@theatre.example>", from, CheckMailbox);
            server.Host = Questions.Ask("Mail server (SMTP)", server.Host is { Length: > 0 } host ? host : null, _ => null);
            server.Security = Enum.Parse<SmtpSecurity>(Questions.Ask(
                "Encryption: StartTls (usually port 587), Tls (465), None", $"{server.Security}",
                answer => Enum.TryParse<SmtpSecurity>(answer, ignoreCase: true, out _) ? null : "Choose one of the three."), ignoreCase: true);
            server.Port = int.Parse(
                Questions.Ask("Port", PortFor(server).ToString(CultureInfo.InvariantCulture), CheckPort),
                NumberStyles.None, CultureInfo.InvariantCulture);
            server.User = Questions.AskOptional("User (- for none)", server.User).TrimStart('-');
            if (server.User.Length > 0)
            {
                var kept = server.Password.Length > 0 ? " (empty: keep it)" : "";
                server.Password = Questions.AskSecret($"Password{kept}") is { Length: > 0 } typed ? typed : server.Password;
            }
        }
        while (!await TryMailAsync(new MailServerTrial(server, from), cancellationToken));

        file.Set("Mail:Delivery", nameof(MailDeliveryKind.Smtp));
        file.Set("Mail:From", from);
        file.Set("Mail:Smtp:Host", server.Host);
        file.Set("Mail:Smtp:Port", server.Port);
        file.Set("Mail:Smtp:Security", $"{server.Security}");
        file.Set("Mail:Smtp:User", server.User);
        file.Set("Mail:Smtp:Password", server.Password);
    }

    /// <returns>Whether to go on with these settings; false: they are asked for again.</returns>
    private static async Task<bool> TryMailAsync(MailServerTrial trial, CancellationToken cancellationToken)
    {
        var to = Questions.Ask(
            "Your own address, for a test mail (- for none)", current: null,
            answer => answer == "-" || EmailAddress.IsValid(answer) ? null : "That is not an email address.");
        if (to == "-")
        {
            return true;
        }

        if (await trial.SendAsync(to, "This mail was sent by the setup of BookingFlow.", cancellationToken) is not { } problem)
        {
            Console.WriteLine($"The mail server has accepted a test mail for {to}. Look whether it arrives, and not among the spam.");
            return true;
        }

        Console.WriteLine($"The test mail was not sent: {problem}.");
        return Questions.Ask("Go on all the same (yes), or correct the mail settings (no)?", "no", CheckYesOrNo) == "yes";
    }

    /// <returns>The exit code.</returns>
    private static async Task<int> CreateAdministratorAsync(Func<string[], WebApplication> build, CancellationToken cancellationToken)
    {
        await using var app = build([]);
        await app.Services.GetRequiredService<DatabaseInitializer>().MigrateAsync(cancellationToken);
        var setup = app.Services.GetRequiredService<InitialSetup>();
        var words = app.Services.GetRequiredService<IStringLocalizer<Words>>();
        while (true)
        {
            var link = await setup.CreateLinkAsync(cancellationToken);
            if (!link.Succeeded)
            {
                Console.WriteLine(link.Failure.Kind == FailureKind.StaffLinkInvalid
                    ? "There is an Administrator already."
                    : "The database is busy. Run the command again.");
                return link.Failure.Kind == FailureKind.StaffLinkInvalid ? 0 : 1;
            }

            Console.WriteLine();
            Console.WriteLine("The first Administrator:");
            var name = Questions.Ask("Name", current: null, _ => null);
            var email = Questions.Ask("Email address", current: null, _ => null);
            var password = Questions.AskSecret("Password, of 10 or more characters");
            var created = await setup.SetUpAsync(link.Value, name, email, password, cancellationToken);
            if (created.Succeeded)
            {
                Console.WriteLine($"{name} can sign in, when the program runs, at {app.Services.GetRequiredService<PublicLinks>().Home}staff/login");
                Console.WriteLine($"Check the installation then with: {ProgramCommand.Text} doctor");
                return 0;
            }

            Console.WriteLine($"  {string.Join(". ", FieldMessages.All(created.Failure, words).Select(field => field.Message))}.");
        }
    }

    // The settings of the program, of this machine, and of the environment, in the order of the program.
    private static ConfigurationManager ReadConfigured(string path)
    {
        var builder = WebApplication.CreateBuilder(ProgramRoot.Options([]));
        if (File.Exists(path))
        {
            builder.AddSettingsFile();
        }
        else
        {
            builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        }

        return builder.Configuration;
    }

    // The program's own settings file names a sender that does not exist.
    private static bool IsExample(string? from) => from?.Contains("@bookingflow.example", StringComparison.OrdinalIgnoreCase) == true;

    private static int PortFor(SmtpSettings server) => (server.Security, server.Port) switch
    {
        (SmtpSecurity.Tls, 587) => 465,
        (SmtpSecurity.StartTls, 465) => 587,
        _ => server.Port,
    };

    private static string? CheckAddress(string answer) =>
        !Uri.TryCreate(answer, UriKind.Absolute, out var address) || !new WebAddressAttribute("").IsValid(address)
            ? "That is not a web address without a path, such as https://tickets.theatre.example."
            : address.IsLoopback ? "That is this machine alone; visitors cannot reach it." : null;

    private static string? CheckTimeZone(string answer) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(answer, out _) ? null : "This machine does not know that time zone; use a name such as Europe/Rome.";

    private static string? CheckMailbox(string answer) => MailboxAddress.TryParse(answer, out var mailbox) && mailbox.Domain.Length > 0
        ? null
        : "That is not an address such as Lantern Theatre <tickets@theatre.example>.";

    private static string? CheckPort(string answer) =>
        int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? null
            : "A port is a number from 1 to 65535.";

    private static string? CheckYesOrNo(string answer) => answer is "yes" or "no" ? null : "Answer yes or no.";
}
