using System.Diagnostics;
using System.Net.Sockets;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>
/// A real nginx before several nodes, taking turns, with everything that it writes in a folder of its own. It ends
/// with the test.
/// </summary>
public sealed class NginxProxy : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Process _nginx;

    private NginxProxy(DirectoryInfo folder, Process nginx, string address) => (_folder, _nginx, Address) = (folder, nginx, address);

    /// <summary>Where visitors come in, without a slash at the end.</summary>
    public string Address { get; }

    public static async Task<NginxProxy> StartAsync(params string[] nodes)
    {
        var nginx = Requirements.Nginx();
        var folder = Directory.CreateTempSubdirectory("bookingflow-nginx-");
        var address = new Uri(ProgramProcess.FreeAddress());
        var settings = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(settings, Settings(address.Authority, nodes));
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

    // One process, so that one kill ends it. "max_fails=0": a node that was away for a moment gets its turn again at
    // once, so that the load stays on both.
    private static string Settings(string listen, string[] nodes) => $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 2048; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          upstream nodes {
            {{string.Join("\n    ", nodes.Select(node => $"server {new Uri(node).Authority} max_fails=0;"))}}
          }
          server {
            listen {{listen}} backlog=1024;
            location / {
              proxy_pass http://nodes;
              proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $remote_addr;
              proxy_set_header X-Forwarded-Proto $scheme;
            }
          }
        }
        """;

    private async Task<bool> ListensAsync(Uri address)
    {
        Assert.False(_nginx.HasExited, "nginx ended: see what it wrote to the error stream.");
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
