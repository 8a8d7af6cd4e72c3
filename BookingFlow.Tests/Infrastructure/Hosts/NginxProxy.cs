using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Runs nginx as a round-robin reverse proxy in front of several nodes, with its files in a temporary folder.</summary>
public sealed class NginxProxy : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folder;
    private readonly Process _nginx;

    private NginxProxy(DirectoryInfo folder, Process nginx, string address) => (_folder, _nginx, Address) = (folder, nginx, address);

    /// <summary>The address it listens on, without a trailing slash.</summary>
    public string Address { get; }

    public static async Task<NginxProxy> StartAsync(params string[] nodes)
    {
        var nginx = Requirements.Nginx();
        var folder = Directory.CreateTempSubdirectory("bookingflow-nginx-");
        var address = new Uri(ProgramProcess.FreeAddress());
        var settings = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(settings, await SettingsAsync(address.Authority, nodes));
        var started = Process.Start(
            new ProcessStartInfo(nginx, ["-p", folder.FullName + "/", "-c", settings, "-e", "error.log"]) { UseShellExecute = false })!;
        var proxy = new NginxProxy(folder, started, address.GetLeftPart(UriPartial.Authority));
        await Eventually.AssertAsync(() => proxy.ListensAsync(address), "nginx listened");
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _nginx.Kill();
        await _nginx.WaitForExitAsync();
        _nginx.Dispose();
        _folder.Delete(recursive: true);
    }

    // "master_process off": a single process, so that one kill ends it.
    private static async Task<string> SettingsAsync(string listen, string[] nodes) => $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 2048; }
        http {
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          {{Site(await File.ReadAllTextAsync(RepositoryFolder.Path("packaging", "samples", "nginx.conf")), listen, nodes)}}
        }
        """;

    /// <summary>The site that operators get, without TLS and its redirect, at another address and with other nodes.</summary>
    private static string Site(string sample, string listen, string[] nodes)
    {
        var servers = string.Join('\n', nodes.Select(node => $"server {new Uri(node).Authority} max_fails=0;"));
        (string Pattern, string Replacement)[] changes =
        [
            (@"^\s*#.*\n", ""),
            (@"^server \{[^}]*return 301[^}]*\}\n", ""),
            (@"^\s*server 127\.0\.0\.1:5000 max_fails=0;\n", $"{servers}\n"),
            (@"^\s*(listen \[::\]:443|ssl_certificate).*\n", ""),
            (@"listen 443 ssl;", $"listen {listen} backlog=1024;"),
            // The port is not that of HTTP, and part of the host.
            (@"Host \$host;", "Host $$http_host;"),
        ];
        return changes.Aggregate(sample, (site, change) =>
        {
            Assert.True(Regex.IsMatch(site, change.Pattern, RegexOptions.Multiline, Timeout), $"The sample does not match {change.Pattern}.");
            return Regex.Replace(site, change.Pattern, change.Replacement, RegexOptions.Multiline, Timeout);
        });
    }

    private async Task<bool> ListensAsync(Uri address)
    {
        Assert.False(_nginx.HasExited, "nginx has exited: see its standard error.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
