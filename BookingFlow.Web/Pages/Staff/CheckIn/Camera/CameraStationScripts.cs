using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace BookingFlow.Web.Pages.Staff.CheckIn.Camera;

/// <summary>The scripts of the camera station, under an address that changes with their content.</summary>
/// <remarks>
/// So that a page never runs with scripts of another version: the service worker keeps page and scripts for evenings without a network, and the
/// modules import each other by relative addresses.
/// </remarks>
public sealed class CameraStationScripts(IWebHostEnvironment environment)
{
    private const string Folder = "camera-station";

    private static readonly string[] Extensions = [".js", ".wasm"];

    private readonly Lazy<(string Version, IReadOnlyList<string> Files)> _content = new(() => Read(environment.WebRootFileProvider));

    /// <summary>The path of the folder with all scripts, without a slash at the end.</summary>
    public string Path => $"/{Folder}/{_content.Value.Version}";

    /// <summary>The path of the script that the page loads; it imports the others.</summary>
    public string Main => $"{Path}/main.js";

    /// <summary>The paths of all files.</summary>
    public IEnumerable<string> Files => _content.Value.Files.Select(file => $"{Path}/{file}");

    /// <summary>The files, to be served below <see cref="Path"/>. None in a folder without the program's files, where tests run commands.</summary>
    public IFileProvider FileProvider => environment.WebRootPath is { } root && Directory.Exists(System.IO.Path.Combine(root, Folder))
        ? new PhysicalFileProvider(System.IO.Path.Combine(root, Folder))
        : new NullFileProvider();

    private static (string Version, IReadOnlyList<string> Files) Read(IFileProvider root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = FilesBelow(root, "").Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            using var content = root.GetFileInfo($"{Folder}/{file}").CreateReadStream();
            hash.AppendData(SHA256.HashData(content));
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset())[..12], files);
    }

    private static IEnumerable<string> FilesBelow(IFileProvider root, string folder) =>
        root.GetDirectoryContents($"{Folder}/{folder}").SelectMany(entry => entry.IsDirectory
            ? FilesBelow(root, $"{folder}{entry.Name}/")
            : Extensions.Contains(System.IO.Path.GetExtension(entry.Name), StringComparer.Ordinal) ? [$"{folder}{entry.Name}"] : []);
}
