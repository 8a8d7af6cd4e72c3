using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BookingFlow.Web.Emails.Delivery;

namespace BookingFlow.Tests.Infrastructure.Mail;

/// <summary>A real mail server in a process of its own, on a free port of the loopback address. It ends with the test.</summary>
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
        List<string> order =
        [
            Path.Combine(AppContext.BaseDirectory, "Infrastructure", "Mail", "smtp_sink.py"), "--folder", folder.FullName, "--control", ControlFile,
            .. Option("--security", options.Security.ToString().ToLowerInvariant()), .. Option("--user", options.User),
            .. Option("--password", options.Password), .. Option("--mechanism", options.Mechanism),
        ];
        if (options.Security != SmtpSecurity.None)
        {
            WriteCertificate();
            order.AddRange(["--certificate", CertificateFile, "--key", KeyFile]);
        }

        _server = Process.Start(new ProcessStartInfo(Requirements.PythonWithAiosmtpd(), order)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public int Port { get; private set; }

    /// <summary>The server's own certificate (PEM), which nobody trusts who was not told to.</summary>
    public string CertificateFile => Path.Combine(_folder.FullName, "certificate.pem");

    /// <summary>Every mail that was taken, in order; whether or not the sender was told so.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _folder.GetFiles("*.eml")
        .Select(file => Path.GetFileNameWithoutExtension(file.Name))
        .OrderBy(number => int.Parse(number, CultureInfo.InvariantCulture))
        .Select(number => Path.Combine(_folder.FullName, number))
        .Select(path => new ReceivedMail(
            File.ReadAllBytes(path + ".eml"), JsonSerializer.Deserialize<SmtpEnvelope>(File.ReadAllText(path + ".json"), Json)!))];

    /// <summary>How many conversations were begun.</summary>
    public int Conversations => Count("conversations");

    /// <summary>How many messages were answered: their senders can hear what came of them.</summary>
    public int Answers => Count("answers");

    /// <summary>How many conversations ended with a goodbye.</summary>
    public int Goodbyes => Count("goodbyes");

    private string ControlFile => Path.Combine(_folder.FullName, "control");

    private string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    public static async Task<SmtpSink> StartAsync(SmtpSinkOptions? options = null)
    {
        var sink = new SmtpSink(Directory.CreateTempSubdirectory("bookingflow-smtp-"), options ?? new SmtpSinkOptions());
        var port = await sink._server.StandardOutput.ReadLineAsync();
        sink.Port = int.Parse(port ?? throw new InvalidOperationException("The mail server did not start."), CultureInfo.InvariantCulture);
        return sink;
    }

    /// <summary>Settings that suit this server.</summary>
    public SmtpSettings Settings() => new()
    {
        Host = "127.0.0.1",
        Port = Port,
        Security = _options.Security,
        User = _options.User ?? "",
        Password = _options.Password ?? "",
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>
    /// Tells the server how to behave from now on, in the words at the head of smtp_sink.py, such as
    /// <c>new { drop_at_data = true }</c>. What is not named is as it should be.
    /// </summary>
    public async Task SetBehaviourAsync(object how)
    {
        await File.WriteAllTextAsync(ControlFile + ".part", JsonSerializer.Serialize(how));
        File.Move(ControlFile + ".part", ControlFile, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Kill();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private int Count(string what) => new FileInfo(Path.Combine(_folder.FullName, what)) is { Exists: true } counted ? (int)counted.Length : 0;

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
