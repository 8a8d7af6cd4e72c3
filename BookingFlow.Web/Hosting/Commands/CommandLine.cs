using System.CommandLine;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Runs a command instead of the web server, such as <c>dotnet BookingFlow.Web.dll database migrate</c>.</summary>
/// <remarks>Add a command to <see cref="DatabaseCommands"/> or <see cref="StaffCommands"/>, and a new group as a class like these.</remarks>
public static class CommandLine
{
    /// <summary>The exit code for an invalid command line. A command that fails exits with 1.</summary>
    private const int UsageError = 2;

    /// <summary>Names of settings that are not in the settings file, because they are the framework's.</summary>
    private static readonly string[] FrameworkSettings =
    [
        "applicationName", "contentRoot", "environment", "detailedErrors", "http_ports", "https_ports", "Kestrel", "preferHostingUrls",
        "shutdownTimeoutSeconds", "urls", "webRoot",
    ];

    /// <summary>The sections of the settings file. A test compares them with it.</summary>
    private static readonly string[] Sections =
    [
        "AllowedHosts", "Backup", "Booking", "CheckIn", "ConnectionStrings", "Database", "Demo", "Health", "Logging", "Mail", "Privacy", "Proxies", "PublicPages",
        "RateLimits", "Staff", "Telemetry", "Venue", "Wallet", "Webhooks",
    ];

    /// <summary>
    /// Whether the arguments are for <see cref="RunAsync"/>: they begin with a word, ask for help or the version, or are not all settings.
    /// </summary>
    /// <remarks>
    /// Other arguments are settings for the web server, such as <c>--urls http://localhost:5000</c> or <c>Demo:Season=false</c>. The framework
    /// ignores arguments that are none, so a misspelt <c>--hlep</c> would start the web server.
    /// </remarks>
    public static bool IsCommand(string[] args) => BeginsWithCommand(args) || FindUnknown(args) is not null;

    /// <summary>Runs the command of the command line.</summary>
    /// <param name="build">Builds the program for a command, with settings as arguments; not called for help or an invalid command line.</param>
    /// <returns>The exit code: 0, or <see cref="UsageError"/>, or that of the command.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], WebApplication> build)
    {
        var root = new RootCommand("Reserves the seats of a venue. Without a command it starts the web server, and its arguments are settings.")
        {
            DatabaseCommands.Create(build),
            StaffCommands.Create(build),
            SelfTestCommand.Create(build),
            SetupCommand.Create(build),
            DoctorCommand.Create(build),
        };
        if (!BeginsWithCommand(args) && FindUnknown(args) is { } unknown)
        {
            return await RefuseAsync(root, unknown);
        }

        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Program.cs prints exceptions as sentences. Without a termination timeout, a signal ends the process at once.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var exitCode = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? UsageError : exitCode;
    }

    private static bool BeginsWithCommand(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=')));

    /// <summary>Finds the first argument that is not a setting, in the notations that the framework reads.</summary>
    private static string? FindUnknown(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var prefix = args[i].StartsWith("--", StringComparison.Ordinal) ? 2 : args[i].StartsWith('/') ? 1 : 0;
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var hasValue = equals >= 0 || (prefix > 0 && i + 1 < args.Length);
            var name = equals >= 0 ? args[i][prefix..equals] : args[i][prefix..];
            if (!hasValue || !IsSetting(name))
            {
                return args[i];
            }

            // "--urls http://localhost:5000" is two arguments.
            i += equals >= 0 ? 0 : 1;
        }

        return null;
    }

    // OpenTelemetry reads settings of its own, such as OTEL_METRIC_EXPORT_INTERVAL.
    private static bool IsSetting(string name) =>
        FrameworkSettings.Concat(Sections).Contains(name.Split(':')[0], StringComparer.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase);

    private static async Task<int> RefuseAsync(RootCommand root, string argument)
    {
        await Console.Error.WriteLineAsync(
            $"Unrecognized command or argument '{argument}': an argument is a setting with a value, such as --urls http://localhost:5000.");
        await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        return UsageError;
    }
}
