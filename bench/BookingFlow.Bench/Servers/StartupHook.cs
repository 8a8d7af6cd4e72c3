/// <summary>The type that .NET requires in an assembly named by DOTNET_STARTUP_HOOKS. It does nothing: see NoQrHostingStartup.</summary>
#pragma warning disable CA1050, MA0047 // .NET requires it in the global namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize()
    {
    }
}
