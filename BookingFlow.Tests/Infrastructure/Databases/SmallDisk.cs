using System.Diagnostics;

namespace BookingFlow.Tests.Infrastructure.Databases;

/// <summary>A file system of a few megabytes, which a test can fill. Unmounted when it is disposed of.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder;

    private SmallDisk(DirectoryInfo folder) => _folder = folder;

    public string Folder => _folder.FullName;

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Mounts the disk in memory. The test is skipped, also on CI, where this process may not mount.</summary>
    public static SmallDisk Create(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("bookingflow-disk-");
        if (!OperatingSystem.IsLinux() || !Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.FullName))
        {
            folder.Delete();
            Assert.Skip("This test needs the right to mount a file system.");
        }

        return new SmallDisk(folder);
    }

    /// <summary>Leaves no free byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            var block = new byte[4096];
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        _folder.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
