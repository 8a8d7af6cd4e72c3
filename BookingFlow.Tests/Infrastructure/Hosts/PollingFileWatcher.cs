using System.Runtime.CompilerServices;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// Makes hosts poll their files instead of watching them by inotify. A web host does not release every watch when it ends; a test process
/// starts hundreds of hosts, and a user may have only 128 inotify instances.
/// </summary>
internal static class PollingFileWatcher
{
#pragma warning disable CA2255 // The attribute is meant for applications, and a test project is one.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Enable() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
}
