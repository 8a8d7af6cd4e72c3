using System.Net;
using DnsClient;

namespace BookingFlow.Web.Hosting.Commands;

/// <summary>
/// Looks in the DNS whether the domain of the sender says who may send its mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489). Without them,
/// mail ends among the spam.
/// </summary>
/// <param name="nameServer"><c>ADDRESS</c> or <c>ADDRESS:PORT</c>; null for the servers of this machine.</param>
public sealed class SenderDomainChecks(string? nameServer)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly LookupClient _dns = new(Options(nameServer));

    public async Task<IReadOnlyList<Finding>> RunAsync(string domain, CancellationToken cancellationToken)
    {
        const string Spf = "The sender's domain has SPF", Dkim = "The sender's domain has DKIM", Dmarc = "The sender's domain has DMARC";
        try
        {
            var hasSpf = await HasTextAsync(domain, "v=spf1", cancellationToken);
            var hasDmarc = await HasTextAsync($"_dmarc.{domain}", "v=DMARC1", cancellationToken);
            // The names of the keys are the mail provider's. If there is any, the name above them exists.
            var hasKeys = await ExistsAsync($"_domainkey.{domain}", cancellationToken);
            return
            [
                Finding.Of(Spf, hasSpf, hasSpf ? domain : $"{domain} has no TXT record v=spf1; ask the mail provider for its text"),
                hasKeys
                    ? Finding.Of(Dkim, held: true, $"there is something below _domainkey.{domain}")
                    : Finding.Skipped(Dkim, $"nothing is known below _domainkey.{domain}; ask the mail provider whether it signs mail of {domain}"),
                Finding.Of(Dmarc, hasDmarc, hasDmarc
                    ? domain
                    : $"_dmarc.{domain} has no TXT record; begin with: v=DMARC1; p=none"),
            ];
        }
        catch (Exception silent) when (silent is DnsResponseException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [Finding.Skipped(Spf, "the DNS did not answer"), Finding.Skipped(Dkim, "the DNS did not answer"), Finding.Skipped(Dmarc, "the DNS did not answer")];
        }
    }

    private async Task<bool> HasTextAsync(string name, string start, CancellationToken cancellationToken) =>
        (await QueryAsync(name, cancellationToken)).Answers.TxtRecords()
            .Any(record => string.Concat(record.Text).StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken) =>
        (await QueryAsync(name, cancellationToken)).Header.ResponseCode == DnsHeaderResponseCode.NoError;

    private async Task<IDnsQueryResponse> QueryAsync(string name, CancellationToken cancellationToken)
    {
        var response = await _dns.QueryAsync(name, QueryType.TXT, cancellationToken: cancellationToken);
        return response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
            ? response
            : throw new DnsResponseException(response.ErrorMessage);
    }

    private static LookupClientOptions Options(string? nameServer)
    {
        var options = nameServer is null ? new LookupClientOptions() : new LookupClientOptions(ToEndPoint(nameServer));
        (options.Timeout, options.Retries, options.UseCache) = (Timeout, 1, false);
        return options;
    }

    private static IPEndPoint ToEndPoint(string server)
    {
        var endPoint = IPEndPoint.Parse(server);
        return endPoint.Port > 0 ? endPoint : new IPEndPoint(endPoint.Address, NameServer.DefaultPort);
    }
}
