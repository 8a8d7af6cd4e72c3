using System.CommandLine;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Runs a command instead of the web server, such as <c>dotnet BookingFlow.Web.dll database migrate</c>.</summary>
/// <remarks>A new command goes into <see cref="DatabaseCommands"/> or <see cref="StaffCommands"/>; a new group is a class like these.</remarks>
public static class CommandLine
{
    /// <summary>The exit code of a command line that cannot be understood; 1 is that of a command that failed.</summary>
    private const int UsageError = 2;

    /// <summary>
    /// Whether the arguments begin with a word or ask for help or the version. All others are settings for the web server, such as
    /// <c>--urls http://localhost:5000</c> or <c>Demo:Season=false</c>.
    /// </summary>
    public static bool IsCommand(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=')));

    /// <param name="build">Builds the program for a command that is run; not called for help or an error in the command line.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<WebApplication> build)
    {
        var root = new RootCommand("Reserves the seats of a venue. Without a command it starts the web server, and its arguments are settings.")
        {
            DatabaseCommands.Create(build),
            StaffCommands.Create(build),
        };
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Program turns exceptions into sentences. A signal ends a command at once, as it ends any process.
        var asProcess = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var exitCode = await parsed.InvokeAsync(asProcess);
        return parsed.Errors.Count > 0 ? UsageError : exitCode;
    }
}
