using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BookingFlow.Web.Hosting.Commands;
using BookingFlow.Web.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace BookingFlow.Tests.Hosting.Commands;

/// <summary>Tests of the command <c>doctor</c>, beside a running program, with servers for time and names of the tests' own.</summary>
public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Sound_installation_is_found_sound_but_for_what_is_wrong()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var mail = await SmtpSink.StartAsync(new SmtpSinkOptions(User: "tickets", Password: "right"));
        await using var program = await ProgramProcess.StartAsync(database);
        await using var time = new UdpServer(_ => TimeAnswer(DateTime.UtcNow));
        await using var names = new UdpServer(query => NameAnswer(query, ("theatre.example", "v=spf1 mx -all"), ("_dmarc.theatre.example", "v=DMARC1; p=none")));
        (string, string)[] settings =
        [
            ("ConnectionStrings:BookingFlow", database.ConnectionString), ("Booking:PublicBaseUrl", program.Address), ("Mail:Delivery", "Smtp"),
            ("Mail:From", "tickets@theatre.example"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", $"{mail.Port}"), ("Mail:Smtp:Security", "None"),
            ("Mail:Smtp:User", "tickets"), ("Mail:Smtp:Password", "right"),
        ];

        var (exitCode, output) = await ProgramProcess.RunAsync(["doctor", "--time-server", time.Address, "--name-server", names.Address], settings);

        // The only fault: tests have no certificate.
        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "held     The public address leads to this program", "FAILED   Visitors use HTTPS", "held     The mail server lets the program sign in",
                "held     The sender's domain has SPF", "skipped  The sender's domain has DKIM", "held     The sender's domain has DMARC",
                "held     The clock of this machine is right", "held     The database is at this version of the program",
                "held     This machine knows the venue's time zone", "held     The disk of the database has free space", "skipped  The last backup is new",
                "skipped  The certificate for Apple Wallet is valid for a month or more",
                "held     The program's runtime is still corrected by its maker", "1 of 13 failed.",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));
    }

    [Fact]
    public async Task Each_fault_is_named_with_what_to_do()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using (var db = database.CreateDbContext())
        {
            var last = db.Database.GetMigrations().Last();
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsHistory WHERE MigrationId = {last}");
        }

        var backups = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(database.File)!, "backups"));
        await File.WriteAllTextAsync(Path.Combine(backups.FullName, "bookingflow-20260101-033000Z.db"), "old");
        await using var time = new UdpServer(_ => TimeAnswer(DateTime.UtcNow.AddMinutes(-10)));
        await using var names = new UdpServer(query => NameAnswer(query));

        var (exitCode, output) = await ProgramProcess.RunAsync(
            ["doctor", "--time-server", time.Address, "--name-server", names.Address],
            ("ConnectionStrings:BookingFlow", database.ConnectionString), ("Booking:PublicBaseUrl", "http://127.0.0.1:1"), ("Mail:Delivery", "Smtp"),
            ("Mail:From", "tickets@theatre.example"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"), ("Health:MinimumFreeMegabytes", "1000000"));

        Assert.Equal(1, exitCode);
        Assert.All(
            [
                "FAILED   The public address leads to this program: nothing answers at http://127.0.0.1:1/; start the proxy",
                "FAILED   The mail server lets the program sign in: nothing answers at port 1 of 127.0.0.1",
                "FAILED   The sender's domain has SPF: theatre.example has no TXT record",
                "FAILED   The sender's domain has DMARC: _dmarc.theatre.example has no TXT record",
                "FAILED   The clock of this machine is right: it differs by 600.",
                "FAILED   The database is at this version of the program: migrations are pending",
                "FAILED   The disk of the database has free space", "FAILED   The last backup is new: it is of 2026-01-01 03:30 UTC; look into",
            ],
            line => Assert.Contains(line, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_program_at_the_public_address_and_servers_that_do_not_answer_are_told_apart_from_faults()
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        using var other = new HttpListener { Prefixes = { ProgramProcess.FreeAddress() + "/" } };
        other.Start();
        var answering = Task.Run(async () =>
        {
            var request = await other.GetContextAsync();
            request.Response.StatusCode = 404;
            request.Response.Close();
        });
        await using var silent = new UdpServer(_ => []);

        var (_, output) = await ProgramProcess.RunAsync(
            ["doctor", "--time-server", silent.Address, "--name-server", silent.Address],
            ("ConnectionStrings:BookingFlow", database.ConnectionString), ("Booking:PublicBaseUrl", other.Prefixes.Single().TrimEnd('/')),
            ("Mail:Delivery", "Smtp"), ("Mail:From", "tickets@theatre.example"), ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", "1"));

        await answering;
        Assert.Contains("answers 404, but not as BookingFlow does", output, StringComparison.Ordinal);
        Assert.Contains("skipped  The clock of this machine is right", output, StringComparison.Ordinal);
        Assert.Contains("skipped  The sender's domain has SPF: the DNS did not answer.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=b; path=/; secure; httponly", "held     The proxy says that visitors use HTTPS: X-Forwarded-Proto arrives.")]
    [InlineData("a=b; path=/; httponly", "FAILED   The proxy says that visitors use HTTPS: the program does not know it; let the proxy set")]
    public async Task Proxy_that_does_not_say_how_visitors_connect_is_known_by_a_cookie(string cookie, string expected)
    {
        await using var database = await TemporaryDatabase.CreateAsync();
        await using var site = new TlsSite(path => path == "/health/ready"
            ? $$"""Content-Type: application/json|{"version":"{{ProgramVersion.Text}}","status":"Healthy","checks":{} }"""
            : $"Set-Cookie: {cookie}|the sign-in page");

        var (_, output) = await ProgramProcess.RunAsync(
            ["doctor", "--time-server", "127.0.0.1:9"],
            ("ConnectionStrings:BookingFlow", database.ConnectionString), ("Booking:PublicBaseUrl", site.Address), ("SSL_CERT_FILE", site.CertificateFile));

        Assert.Contains("held     The public address leads to this program", output, StringComparison.Ordinal);
        Assert.Contains("held     Visitors use HTTPS", output, StringComparison.Ordinal);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Europe/Rome", FindingOutcome.Held)]
    [InlineData("Mars/Olympus", FindingOutcome.Failed)]
    public async Task Time_zone_of_the_venue_that_this_machine_does_not_know_is_a_fault(string zone, FindingOutcome expected)
    {
        await using var app = await BookingFlowApp.StartAsync();
        await app.Database.ReadAsync(db => db.VenueProfiles.ExecuteUpdateAsync(set => set.SetProperty(profile => profile.TimeZone, zone)));

        Assert.Equal(expected, (await DoctorCommand.CheckTimeZoneAsync(app.Services, CancellationToken.None)).Outcome);
    }

    private static byte[] TimeAnswer(DateTime now)
    {
        var packet = new byte[48];
        var seconds = (now - new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(40), (uint)seconds);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(44), (uint)((seconds - Math.Floor(seconds)) * uint.MaxValue));
        return packet;
    }

    /// <summary>Answers a question of the DNS with the text of its name, or that there is no such name (RFC 1035).</summary>
    private static byte[] NameAnswer(byte[] query, params (string Name, string Text)[] texts)
    {
        var (name, end) = (new List<string>(), 12);
        while (query[end] > 0)
        {
            name.Add(Encoding.ASCII.GetString(query, end + 1, query[end]));
            end += query[end] + 1;
        }

        var question = query[12..(end + 5)];
        var text = texts.FirstOrDefault(entry => entry.Name == string.Join('.', name)).Text;
        byte[] header = [query[0], query[1], 0x81, (byte)(text is null ? 0x83 : 0x80), 0, 1, 0, (byte)(text is null ? 0 : 1), 0, 0, 0, 0];
        // The name is that of the question, the type TXT, the class IN, and it lives for a minute.
        return text is null
            ? [.. header, .. question]
            :
            [
                .. header, .. question, 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, (byte)(text.Length + 1), (byte)text.Length,
                .. Encoding.ASCII.GetBytes(text),
            ];
    }

    /// <summary>A website with a certificate of its own, which answers each path with a header and a body, parted by a bar.</summary>
    private sealed class TlsSite : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate = CreateCertificate();
        private readonly Task _serving;

        public TlsSite(Func<string, string> answer)
        {
            File.WriteAllText(CertificateFile, _certificate.ExportCertificatePem());
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public string Address => $"https://{_listener.LocalEndpoint}";

        public string CertificateFile { get; } = Path.GetTempFileName();

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _certificate.Dispose();
            File.Delete(CertificateFile);
        }

        private async Task ServeAsync(Func<string, string> answer)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(_certificate);
                    using var reader = new StreamReader(tls, Encoding.ASCII);
                    var request = await reader.ReadLineAsync() ?? "";
                    while (await reader.ReadLineAsync() is { Length: > 0 })
                    {
                        // The headers do not matter.
                    }

                    var parts = answer(request.Split(' ')[1]).Split('|');
                    await tls.WriteAsync(Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\n{parts[0]}\r\nContent-Length: {parts[1].Length}\r\nConnection: close\r\n\r\n{parts[1]}"));
                    await tls.ShutdownAsync();
                }
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
            }
        }

        private static X509Certificate2 CreateCertificate()
        {
            using var key = RSA.Create(2048);
            var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        }
    }

    /// <summary>Answers each datagram; an empty answer is not sent.</summary>
    private sealed class UdpServer : IAsyncDisposable
    {
        private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        private readonly Task _serving;

        public UdpServer(Func<byte[], byte[]> answer) => _serving = ServeAsync(answer);

        public string Address => $"{_socket.Client.LocalEndPoint}";

        public async ValueTask DisposeAsync()
        {
            _socket.Dispose();
            await _serving;
        }

        private async Task ServeAsync(Func<byte[], byte[]> answer)
        {
            try
            {
                while (true)
                {
                    var question = await _socket.ReceiveAsync();
                    if (answer(question.Buffer) is { Length: > 0 } bytes)
                    {
                        await _socket.SendAsync(bytes, question.RemoteEndPoint);
                    }
                }
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
            }
        }
    }
}
