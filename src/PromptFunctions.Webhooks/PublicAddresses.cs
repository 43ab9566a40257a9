using System.Net;
using System.Net.Sockets;

namespace PromptFunctions.Webhooks;

/// <summary>
/// Tells addresses of the public internet from all others (IANA's registries of special-purpose addresses): whoever may set a webhook must
/// not reach what only this service can.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
            "100.64.0.0/10", // shared by carriers
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and with it the cloud's metadata
            "168.63.129.16/32", // Azure's own services, as every virtual machine sees them
            "192.0.0.0/24", "192.88.99.0/24", // protocol assignments, 6to4 relays
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", "240.0.0.0/4", // multicast, reserved, broadcast
            "2001::/23", "2001:db8::/32", "3fff::/20", // protocol assignments (Teredo among them), documentation
            "2002::/16", // 6to4: leads to any IPv4 address
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>Whether an address is public.</summary>
    public static bool Contains(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || IsGlobalUnicast(address)) && !Special.Any(network => network.Contains(address));

    // 2000::/3, all that is assigned. Loopback, unique-local, link-local, multicast, and what is mapped or translated from IPv4 lie beside it. The bits
    // themselves are looked at, because IPNetwork takes a mapped address for the one that it is mapped from.
    private static bool IsGlobalUnicast(IPAddress address) => address.GetAddressBytes()[0] >> 5 == 1;
}
