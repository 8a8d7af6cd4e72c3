using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BookingFlow.Tests.Scripts;

/// <summary>Checks the types of the scripts, which are declared in their JSDoc comments, with the TypeScript compiler.</summary>
public sealed class ScriptTypesTests
{
    private static readonly string Folder = RepositoryFolder.Path("BookingFlow.Tests", "Scripts");

    [Fact]
    public async Task Scripts_have_no_type_error() => Assert.Equal("", await CheckAsync(Path.Combine(Folder, "tsconfig.json")));

    [Fact]
    public async Task Type_error_in_a_script_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-scripts-");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "wrong.js"),
            """
            import { ServerClock } from './clock.js';
            new ServerClock().observe(1);
            """);
        File.Copy(
            RepositoryFolder.Path("BookingFlow.Web", "wwwroot", "camera-station", "clock.js"), Path.Combine(folder.FullName, "clock.js"));
        var config = await File.ReadAllTextAsync(Path.Combine(Folder, "tsconfig.json"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "tsconfig.json"), config.Replace("../../BookingFlow.Web/wwwroot/camera-station/", "./", StringComparison.Ordinal));

        Assert.Contains("wrong.js", await CheckAsync(Path.Combine(folder.FullName, "tsconfig.json")), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    /// <returns>The compiler's messages; empty if there is none.</returns>
    private static async Task<string> CheckAsync(string config)
    {
        var package = typeof(ScriptTypesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TypeScript").Value!;
        var system = OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var platform = $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var compiler = Path.Combine(package, "tools", "runtimes", platform, OperatingSystem.IsWindows() ? "tsc.exe" : "tsc");
        if (!OperatingSystem.IsWindows())
        {
            // Packages keep no permissions.
            File.SetUnixFileMode(compiler, File.GetUnixFileMode(compiler) | UnixFileMode.UserExecute);
        }

        using var process = Process.Start(new ProcessStartInfo(compiler, ["--pretty", "false", "-p", config])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await errors;
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : output.Length > 0 ? output : $"Exit code {process.ExitCode}.";
    }
}
