using System.CommandLine;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Runs a command instead of the web server, such as <c>dotnet BookingFlow.Web.dll database migrate</c>.</summary>
/// <remarks>Add a command to <see cref="DatabaseCommands"/>, <see cref="StaffCommands"/> or <see cref="SelfTestCommand"/>, and a new group as a class like these.</remarks>
public static class CommandLine
{
    /// <summary>The exit code for an invalid command line. A command that fails exits with 1.</summary>
    private const int UsageError = 2;

    /// <summary>Whether the arguments are a command: they begin with a word, or ask for help or the version.</summary>
    /// <remarks>
    /// Other arguments are settings for the web server, such as <c>--urls http://localhost:5000</c> or <c>Demo:Season=false</c>.
    /// </remarks>
    public static bool IsCommand(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=')));

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
        };
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Program.cs prints exceptions as sentences. Without a termination timeout, a signal ends the process at once.
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var exitCode = await parsed.InvokeAsync(configuration);
        return parsed.Errors.Count > 0 ? UsageError : exitCode;
    }
}
