using System.Runtime.CompilerServices;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// A web host watches its files by inotify and does not let go of every watch when it ends; a test process starts
/// hundreds of hosts, and a user may have 128 such watches. Nobody edits files during a test, so they are polled.
/// </summary>
internal static class NoFileWatches
{
#pragma warning disable CA2255 // A test project is the application that this attribute is for.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Poll() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
}
