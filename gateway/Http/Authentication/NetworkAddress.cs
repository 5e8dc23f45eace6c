using System.Net;
using System.Net.Sockets;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>The address by which a caller is counted.</summary>
public static class NetworkAddress
{
    /// <summary>The address itself; of IPv6 the network of 64 bits, because one host can use all its addresses.</summary>
    /// <param name="address">Null: unknown.</param>
    public static IPAddress Of(IPAddress? address)
    {
        address ??= IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new(bytes);
    }
}
