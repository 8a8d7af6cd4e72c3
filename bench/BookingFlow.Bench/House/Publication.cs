using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BookingFlow.Bench.House;

/// <summary>The programs as they are published: Release, for this kind of machine, in a folder of their own.</summary>
public static class Publication
{
    /// <summary>The root of the repository that this program was built in.</summary>
    /// <exception cref="InvalidOperationException">It was moved out of it.</exception>
    public static DirectoryInfo Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BookingFlow.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The bench publishes the program from its sources, so it runs from within the repository.");
    }

    /// <param name="project">Its folder, from the repository's root.</param>
    /// <returns>The published dll.</returns>
    public static async Task<FileInfo> PublishAsync(string project, DirectoryInfo into)
    {
        var name = Path.GetFileName(project);
        var target = Path.Combine(into.FullName, name);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Repository().FullName, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", target,
                "--nologo", "-v", "quiet",
            ])
        { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new FileInfo(Path.Combine(target, name + ".dll"))
            : throw new InvalidOperationException($"{project} could not be published: {said}");
    }
}
