using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>An SMTP server in a separate process (smtp_sink.py), on a free port of the loopback address.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly DirectoryInfo _folder;
    private readonly SmtpSinkOptions _options;
    private readonly Process _server;

    private SmtpSink(DirectoryInfo folder, SmtpSinkOptions options)
    {
        (_folder, _options) = (folder, options);
        File.WriteAllText(ControlFile, "{}");
        List<string> arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Mail", "smtp_sink.py"), "--folder", folder.FullName, "--control", ControlFile,
            .. Option("--security", options.Security.ToString().ToLowerInvariant()), .. Option("--user", options.User),
            .. Option("--password", options.Password), .. Option("--mechanism", options.Mechanism),
            .. options.SmtpUtf8 ? ["--smtputf8"] : Array.Empty<string>(),
        ];
        if (options.Security != SmtpSecurity.None)
        {
            WriteCertificate();
            arguments.AddRange(["--certificate", CertificateFile, "--key", KeyFile]);
        }

        _server = Process.Start(new ProcessStartInfo(Requirements.PythonWithAiosmtpd(), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public int Port { get; private set; }

    /// <summary>Path of the server's self-signed certificate (PEM), which is not trusted by default.</summary>
    public string CertificateFile => Path.Combine(_folder.FullName, "certificate.pem");

    /// <summary>All received mails in order, whether or not the sender got a reply.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _folder.GetFiles("*.eml")
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))
        .OrderBy(number => int.Parse(number, CultureInfo.InvariantCulture))
        .Select(number => Path.Combine(_folder.FullName, number))
        .Select(path => new ReceivedMail(
            File.ReadAllBytes(path + ".eml"), JsonSerializer.Deserialize<SmtpEnvelope>(File.ReadAllText(path + ".json"), Json)!))];

    /// <summary>Number of SMTP sessions so far.</summary>
    public int Sessions => Count("sessions");

    /// <summary>Number of messages for which the server has sent its reply.</summary>
    public int Replies => Count("replies");

    /// <summary>Number of sessions that the client has ended with QUIT.</summary>
    public int QuitCommands => Count("quit_commands");

    private string ControlFile => Path.Combine(_folder.FullName, "control");

    private string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    public static async Task<SmtpSink> StartAsync(SmtpSinkOptions? options = null)
    {
        var sink = new SmtpSink(Directory.CreateTempSubdirectory("bookingflow-smtp-"), options ?? new SmtpSinkOptions());
        var port = await sink._server.StandardOutput.ReadLineAsync();
        sink.Port = int.Parse(port ?? throw new InvalidOperationException("The mail server did not start."), CultureInfo.InvariantCulture);
        return sink;
    }

    /// <summary>Creates the program's settings for this server.</summary>
    public SmtpSettings Settings() => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        Security = _options.Security,
        User = _options.User ?? "",
        Password = _options.Password ?? "",
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Replaces the server's faults. The keys are documented in smtp_sink.py.</summary>
    /// <param name="faults">Such as <c>new { drop_at_data = true }</c>. An empty object: the server behaves normally.</param>
    public async Task SetBehaviourAsync(object faults)
    {
        await File.WriteAllTextAsync(ControlFile + ".part", JsonSerializer.Serialize(faults));
        File.Move(ControlFile + ".part", ControlFile, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    // The server appends one byte to the file per event.
    private int Count(string name) => new FileInfo(Path.Combine(_folder.FullName, name)) is { Exists: true } file ? (int)file.Length : 0;

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
