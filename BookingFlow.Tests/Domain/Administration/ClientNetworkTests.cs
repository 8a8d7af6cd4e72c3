using System.Net;

namespace BookingFlow.Tests.Domain.Administration;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2200::1", "2001:db8:1:22ff:ffff::9", true)]
    [InlineData("2001:db8:1:2200::1", "2001:db8:1:2300::1", false)]
    public void The_stored_key_is_of_an_IPv4_address_or_an_IPv6_56_network(string address, string other, bool isSame) =>
        Assert.Equal(isSame, ClientNetwork.KeyOf(IPAddress.Parse(address)) == ClientNetwork.KeyOf(IPAddress.Parse(other)));

    [Fact]
    public void The_stored_key_has_so_few_values_that_no_address_can_be_computed_from_it()
    {
        var keys = Enumerable.Range(0, 10_000).Select(i => ClientNetwork.KeyOf(new IPAddress(i * 7919L))).Append(ClientNetwork.KeyOf(address: null));

        Assert.All(keys, key => Assert.InRange(key, 0, (1 << 20) - 1));
    }
}
