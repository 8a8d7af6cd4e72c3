using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>Compares the clock of this machine with a time server (SNTP, RFC 4330).</summary>
public static class NetworkTime
{
    private const string Test = "The clock of this machine is right";

    private const int PacketBytes = 48, TransmitTimestamp = 40, NtpPort = 123;

    /// <summary>Links, doors and reminders do not depend on less.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private static readonly DateTime NtpEra = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="server"><c>HOST</c> or <c>HOST:PORT</c>.</param>
    public static async Task<Finding> CheckAsync(string server, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var difference = await MeasureAsync(server, clock, cancellationToken);
            var isRight = difference.Duration() <= Tolerance;
            return Finding.Of(Test, isRight, FormattableString.Invariant(
                $"it differs by {difference.Duration().TotalSeconds:0.0} s from {server}{(isRight ? "" : "; switch on the synchronization, such as with: timedatectl set-ntp true")}"));
        }
        catch (Exception silent) when (silent is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Skipped(Test, $"{server} did not answer");
        }
    }

    /// <returns>How far this machine's clock is ahead. A positive round trip makes it up to half of it wrong.</returns>
    private static async Task<TimeSpan> MeasureAsync(string server, TimeProvider clock, CancellationToken cancellationToken)
    {
        var port = NtpPort;
        var parts = server.Split(':');
        if (parts is [var host, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var named))
        {
            (server, port) = (host, named);
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        using var udp = new UdpClient();
        udp.Connect(server, port);
        var packet = new byte[PacketBytes];
        // Version 4, a client.
        packet[0] = 0x23;
        var sentAt = clock.GetUtcNow().UtcDateTime;
        await udp.SendAsync(packet, timeout.Token);
        byte[] answer;
        do
        {
            answer = (await udp.ReceiveAsync(timeout.Token)).Buffer;
        }
        while (answer.Length < PacketBytes);

        var middle = sentAt + ((clock.GetUtcNow().UtcDateTime - sentAt) / 2);
        return middle - ReadTimestamp(answer.AsSpan(TransmitTimestamp));
    }

    // Seconds since 1900 and their fractions.
    private static DateTime ReadTimestamp(ReadOnlySpan<byte> timestamp) => NtpEra
        .AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(timestamp))
        .AddSeconds(BinaryPrimitives.ReadUInt32BigEndian(timestamp[4..]) / (double)uint.MaxValue);
}
