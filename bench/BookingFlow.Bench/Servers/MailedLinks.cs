using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using BookingFlow.Bench.Visiting;

namespace BookingFlow.Bench.Servers;

/// <summary>The confirmation links in received mails, by the address to which they were sent.</summary>
public sealed partial class MailedLinks : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly SmtpSink _mailServer;

    public MailedLinks(SmtpSink mailServer)
    {
        _mailServer = mailServer;
        _mailServer.MailReceived = Read;
    }

    /// <summary>Waits for the mail to an address and returns the path of its link.</summary>
    /// <exception cref="UnexpectedResponseException">It did not come within three minutes.</exception>
    public async Task<string> WaitAsync(string address)
    {
        try
        {
            return await Of(address).Task.WaitAsync(Timeout);
        }
        catch (TimeoutException)
        {
            throw new UnexpectedResponseException($"The mail to {address} did not come.");
        }
    }

    public void Dispose() => _mailServer.MailReceived = null;

    private void Read(string recipient, string content)
    {
        // Long lines are continued after an equals sign (quoted-printable).
        if (Links().Match(content.Replace("=\n", "", StringComparison.Ordinal)) is { Success: true } link)
        {
            Of(recipient).TrySetResult(link.Value);
        }
    }

    private TaskCompletionSource<string> Of(string address) =>
        _paths.GetOrAdd(address, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    [GeneratedRegex("/reservations/confirm/[A-Za-z0-9_-]{43}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
