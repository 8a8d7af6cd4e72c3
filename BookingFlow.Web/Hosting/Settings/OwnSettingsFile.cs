using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookingFlow.Web.Hosting.Settings;

/// <summary>Reads and changes the file with the settings of this machine (<see cref="ProgramRoot.OwnSettingsVariable"/>).</summary>
/// <remarks>All other settings in it are kept; comments are not.</remarks>
public sealed class OwnSettingsFile
{
    /// <summary>Rights of a new file: it contains the password of the mail server.</summary>
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly JsonObject _root;

    /// <summary>Reads the file, which need not exist.</summary>
    /// <exception cref="SettingException">It is not JSON.</exception>
    public OwnSettingsFile(string path)
    {
        _path = Path.GetFullPath(path);
        try
        {
            _root = File.Exists(_path) ? JsonNode.Parse(File.ReadAllText(_path), documentOptions: WithComments)?.AsObject() ?? [] : [];
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException)
        {
            throw new SettingException($"The file {_path} is not valid JSON: {invalid.Message}", invalid);
        }
    }

    /// <summary>Sets a value.</summary>
    /// <param name="key">Such as <c>Mail:Smtp:Host</c>.</param>
    public void Set(string key, JsonNode value)
    {
        var names = key.Split(':');
        var section = names[..^1].Aggregate(_root, (parent, name) =>
        {
            var existing = NameIn(parent, name);
            if (parent[existing] is not JsonObject child)
            {
                parent[existing] = child = [];
            }

            return child;
        });
        section[NameIn(section, names[^1])] = value;
    }

    /// <summary>Writes the file.</summary>
    /// <remarks>
    /// In place, so that owner, group and rights stay; others lose theirs. The former content is beside it until the new one is on the disk.
    /// </remarks>
    public void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var before = $"{_path}.before";
        if (File.Exists(_path))
        {
            File.Copy(_path, before, overwrite: true);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(before, OwnerOnly);
            }
        }

        using (var file = new FileStream(_path, Options()))
        {
            JsonSerializer.Serialize(file, _root, Indented);
            file.SetLength(file.Position);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_path, File.GetUnixFileMode(_path) & ~Others);
        }

        File.Delete(before);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    // Names of settings have no case.
    private static string NameIn(JsonObject section, string name) =>
        section.Select(property => property.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
}
