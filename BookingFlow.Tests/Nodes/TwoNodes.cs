namespace BookingFlow.Tests.Nodes;

/// <summary>Two processes of the program that share a database and a mail folder, behind a round-robin proxy.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("bookingflow-mail-");
    private readonly string[] _addresses = [ProgramProcess.FreeAddress(), ProgramProcess.FreeAddress()];
    private readonly ProgramProcess[] _nodes = new ProgramProcess[2];
    private NginxProxy _proxy = null!;

    private TwoNodes(TemporaryDatabase database) => Database = database;

    public TemporaryDatabase Database { get; }

    /// <summary>The address of the proxy, which visitors use.</summary>
    public string Address => _proxy.Address;

    /// <summary>Returns the address of one node, which bypasses the proxy.</summary>
    public string AddressOf(int node) => _addresses[node];

    public IReadOnlyList<FileInfo> Mails => _mail.GetFiles("*.eml");

    public static async Task<TwoNodes> StartAsync()
    {
        var nodes = new TwoNodes(await TemporaryDatabase.CreateAsync());
        nodes._proxy = await NginxProxy.StartAsync(nodes._addresses);
        await Task.WhenAll(nodes.StartAsync(0), nodes.StartAsync(1));
        return nodes;
    }

    /// <summary>Kills the node with SIGKILL and restarts it at once on the same address.</summary>
    public async Task KillAndRestartAsync(int node)
    {
        await _nodes[node].DisposeAsync();
        await StartAsync(node);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Database.DisposeAsync();
        _mail.Delete(recursive: true);
    }

    // The claim lease is short, so that the claims of a killed node expire soon, but longer than an SMTP attempt.
    private async Task StartAsync(int node) => _nodes[node] = await ProgramProcess.StartAtAsync(
        _addresses[node], Database, ("Booking:PublicBaseUrl", Address), ("Proxies:Known:0", "127.0.0.1"), ("RateLimits:Enabled", "false"),
        ("Mail:Folder", _mail.FullName), ("Mail:Smtp:Timeout", "00:00:05"), ("Mail:ClaimLease", "00:00:06"));
}
