namespace BookingFlow.Tests.Nodes;

/// <summary>Two processes of the program on one database and one mail folder, behind a proxy that gives each its turn.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly DirectoryInfo _mail = Directory.CreateTempSubdirectory("bookingflow-mail-");
    private readonly string[] _addresses = [ProgramProcess.FreeAddress(), ProgramProcess.FreeAddress()];
    private readonly ProgramProcess[] _nodes = new ProgramProcess[2];
    private NginxProxy _proxy = null!;

    private TwoNodes(TemporaryDatabase database) => Database = database;

    public TemporaryDatabase Database { get; }

    /// <summary>The proxy's, which is the only one that visitors know.</summary>
    public string Address => _proxy.Address;

    /// <summary>Past the proxy, for a test that means one of them.</summary>
    public string AddressOf(int node) => _addresses[node];

    public IReadOnlyList<FileInfo> Mails => _mail.GetFiles("*.eml");

    public static async Task<TwoNodes> StartAsync()
    {
        var house = new TwoNodes(await TemporaryDatabase.CreateAsync());
        house._proxy = await NginxProxy.StartAsync(house._addresses);
        await Task.WhenAll(house.StartAsync(0), house.StartAsync(1));
        return house;
    }

    /// <summary>SIGKILL, and at once started again where it was.</summary>
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

    // The claim of a node that was killed ends soon, and still outlives an attempt.
    private async Task StartAsync(int node) => _nodes[node] = await ProgramProcess.StartAtAsync(
        _addresses[node], Database, ("Booking:PublicBaseUrl", Address), ("Proxies:Known:0", "127.0.0.1"), ("RateLimits:Enabled", "false"),
        ("Mail:Folder", _mail.FullName), ("Mail:Smtp:Timeout", "00:00:05"), ("Mail:ClaimLease", "00:00:06"));
}
