using System.Reflection;

namespace BookingFlow.Web.Telemetry;

/// <summary>The version of the program, derived from the git tags at build time, for people and for monitoring.</summary>
public static class ProgramVersion
{
    /// <summary>Such as <c>0.1.0</c> or <c>0.1.1-alpha.0.12</c>; without the commit, which <c>--version</c> adds.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
