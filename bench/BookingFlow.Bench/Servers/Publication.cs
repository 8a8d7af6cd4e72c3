using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BookingFlow.Bench.Servers;

/// <summary>Publishes the measured programs: Release, for this machine's runtime identifier.</summary>
public static class Publication
{
    /// <summary>Finds the root of the repository that contains this program.</summary>
    /// <exception cref="InvalidOperationException">This program is not inside the repository.</exception>
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

    /// <summary>Publishes a project.</summary>
    /// <param name="project">The project's folder, relative to the repository's root.</param>
    /// <param name="parent">The folder in which the published folder is created.</param>
    /// <returns>The published DLL.</returns>
    /// <exception cref="InvalidOperationException"><c>dotnet publish</c> failed.</exception>
    public static async Task<FileInfo> PublishAsync(string project, DirectoryInfo parent)
    {
        var name = Path.GetFileName(project);
        var target = Path.Combine(parent.FullName, name);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Repository().FullName, project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", target,
                "--nologo", "-v", "quiet",
            ])
        { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new FileInfo(Path.Combine(target, name + ".dll"))
            : throw new InvalidOperationException($"{project} could not be published: {output}");
    }
}
