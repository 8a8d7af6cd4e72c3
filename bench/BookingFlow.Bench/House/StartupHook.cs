/// <summary>What .NET looks for in an assembly that DOTNET_STARTUP_HOOKS names. Being loaded is all that is wanted: see WithoutQr.</summary>
#pragma warning disable CA1050, MA0047 // .NET looks for it outside any namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize()
    {
    }
}
