namespace BookingFlow.Web.Telemetry;

/// <summary>How the program is called in a shell, for messages that name one of its commands.</summary>
public static class ProgramCommand
{
    /// <summary>The environment variable with which an installation names the command that it has put into the path.</summary>
    public const string Variable = "BOOKINGFLOW_COMMAND";

    /// <summary>Such as <c>bookingflow</c> if it is installed as a package, and <c>./BookingFlow.Web</c> if it has its own runtime.</summary>
    public static string Text { get; } = Of(Environment.GetEnvironmentVariable(Variable), Environment.ProcessPath);

    /// <param name="installed">The value of <see cref="Variable"/>; null or empty if it is not set.</param>
    /// <param name="process">The path of the running executable, which is <c>dotnet</c> if the program has no runtime of its own.</param>
    public static string Of(string? installed, string? process) => Path.GetFileName(process) switch
    {
        _ when !string.IsNullOrEmpty(installed) => installed,
        "BookingFlow.Web" or "BookingFlow.Web.exe" => $"./{Path.GetFileName(process)}",
        _ => "dotnet BookingFlow.Web.dll",
    };
}
