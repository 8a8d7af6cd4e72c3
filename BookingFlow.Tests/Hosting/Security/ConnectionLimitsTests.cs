using System.Net.Sockets;
using System.Text;
using BookingFlow.Web.Hosting.Security;
using BookingFlow.Web.Staff;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BookingFlow.Tests.Hosting.Security;

/// <summary>Connections that send nothing, or never come to an end. How fast the door is beside them is row 12 of docs/performance.md.</summary>
public sealed class ConnectionLimitsTests
{
    private const int Connections = 1000;

    /// <summary>What a connection sends before it falls silent: nothing, a part of the headers, or a part of a form.</summary>
    private static readonly string[] Beginnings =
    [
        "",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: a",
        "POST /performances/1/reserve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nName=A",
        "POST /staff/check-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\nCode=A",
    ];

    [Fact]
    public async Task A_scan_is_answered_beside_a_thousand_connections_that_never_come_to_an_end()
    {
        await using var app = await BookingFlowApp.StartAsync();
        var tonight = await app.AddAsync(app.APerformanceTonight());
        var ticket = await app.AddTicketAsync(new AReservation().For(tonight).CreatedAt(app.Now).Confirmed(app.Now).Build());
        List<TcpClient> connections = [];
        try
        {
            foreach (var beginning in Enumerable.Range(0, Connections).Select(i => Beginnings[i % Beginnings.Length]))
            {
                connections.Add(await OpenAsync(app, beginning));
            }

            using var steward = await app.StaffAsync(StaffRoles.Door);
            var station = await steward.OpenAsync("/staff/check-in");
            var scanned = await steward.SubmitAsync(station, "main form", ("Code", app.Address + VisitorSteps.CheckInPath(ticket)));

            Assert.Equal(200, scanned.Status);
            Assert.Contains("Ada", scanned.Text, StringComparison.Ordinal);
            // Those that wait for the rest of their first request are still open: the scan was answered beside them, not after them.
            Assert.All(connections.Where((_, i) => i % Beginnings.Length == 0), idle => Assert.False(IsClosed(idle)));
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task The_server_has_the_limits_of_slow_connections()
    {
        await using var app = await BookingFlowApp.StartAsync();

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(
            (ConnectionLimits.MaxConnections, ConnectionLimits.RequestHeadersTimeout, ConnectionLimits.KeepAliveTimeout),
            (limits.MaxConcurrentConnections, limits.RequestHeadersTimeout, limits.KeepAliveTimeout));
        Assert.Equal((240, 240), (limits.MinRequestBodyDataRate?.BytesPerSecond, limits.MinResponseDataRate?.BytesPerSecond));
    }

    private static async Task<TcpClient> OpenAsync(BookingFlowApp app, string beginning)
    {
        var client = new TcpClient();
        var address = new Uri(app.Address);
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));
        return client;
    }

    /// <summary>Whether the server has closed the connection: it can be read, and there is nothing to read.</summary>
    private static bool IsClosed(TcpClient client) => client.Client.Poll(0, SelectMode.SelectRead) && client.Available == 0;
}
