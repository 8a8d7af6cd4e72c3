using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace BookingFlow.Tests.Infrastructure.Wallets;

/// <summary>A pass for Apple Wallet, opened like a phone does: the manifest must list every other file, and its signature must be valid.</summary>
public sealed class OpenedPass
{
    private OpenedPass(Dictionary<string, byte[]> files) => Files = files;

    public Dictionary<string, byte[]> Files { get; }

    public JsonElement Json => JsonDocument.Parse(Files["pass.json"]).RootElement;

    public static OpenedPass Of(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return new OpenedPass(archive.Entries.ToDictionary(
            entry => entry.FullName,
            entry =>
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                return content.ToArray();
            },
            StringComparer.Ordinal));
    }

    /// <summary>Returns a field of the pass, of any group.</summary>
    public JsonElement Field(string key) => Json.GetProperty("eventTicket").EnumerateObject()
        .SelectMany(group => group.Value.EnumerateArray()).Single(field => field.GetProperty("key").GetString() == key);

    /// <summary>The text of a field.</summary>
    public string Value(string key) => Field(key).GetProperty("value").ToString();

    /// <summary>Returns the files that the manifest does not list with their checksum, and those that it lists but that are missing.</summary>
    public IReadOnlyList<string> FilesOtherThanInTheManifest()
    {
        var listed = JsonSerializer.Deserialize<Dictionary<string, string>>(Files["manifest.json"])!;
#pragma warning disable CA5350 // The format prescribes SHA-1.
        return
        [
            .. Files.Where(file => file.Key is not ("manifest.json" or "signature")
                && listed.GetValueOrDefault(file.Key) != Convert.ToHexStringLower(SHA1.HashData(file.Value))).Select(file => file.Key),
            .. listed.Keys.Except(Files.Keys, StringComparer.Ordinal),
        ];
#pragma warning restore CA5350
    }

    /// <summary>Verifies the signature of the manifest by OpenSSL, trusting only the root.</summary>
    /// <returns>The exit code, and what OpenSSL printed.</returns>
    public async Task<(int ExitCode, string Output)> VerifyAsync(WalletFiles files)
    {
        var (manifest, signature) = (files.In("manifest.json"), files.In("signature"));
        await File.WriteAllBytesAsync(manifest, Files["manifest.json"]);
        await File.WriteAllBytesAsync(signature, Files["signature"]);
        return await OpenSslAsync(
            "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", manifest, "-CAfile", files.Root, "-purpose", "any", "-out", "/dev/null");
    }

    /// <summary>Prints the signature by OpenSSL.</summary>
    public async Task<string> PrintSignatureAsync(WalletFiles files)
    {
        var signature = files.In("signature");
        await File.WriteAllBytesAsync(signature, Files["signature"]);
        return (await OpenSslAsync("cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", signature)).Output;
    }

    private static async Task<(int ExitCode, string Output)> OpenSslAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Requirements.OpenSsl(), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
