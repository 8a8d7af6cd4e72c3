using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BookingFlow.Tests.Infrastructure.Hosts;

/// <summary>Sends HTTP requests over a plain socket, so that malformed ones reach the server unchanged.</summary>
public static class RawRequest
{
    /// <returns>The status code; 0 if the server closed the connection without a response.</returns>
    /// <param name="host">The Host header; null: that of the program's address.</param>
    public static async Task<int> SendAsync(
        BookingFlowApp app, string method, string target, string headers = "", string body = "", string? host = null)
    {
        var address = new Uri(app.Address);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        var request = $"{method} {target} HTTP/1.1\r\nHost: {host ?? address.Authority}\r\nConnection: close\r\n{headers}"
            + (body.Length > 0 ? $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n" : "") + $"\r\n{body}";
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var line = await reader.ReadLineAsync();
            return line?.Split(' ') is [_, var status, ..] ? int.Parse(status, CultureInfo.InvariantCulture) : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
