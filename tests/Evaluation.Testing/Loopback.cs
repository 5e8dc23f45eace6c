using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Evaluation.Testing;

/// <summary>Clients with an address of their own. On Linux every address of 127.0.0.0/8 is this machine.</summary>
public static class Loopback
{
    /// <summary>Addresses of callers that have no address of their own.</summary>
    private const int Shared = 16;

    private static readonly ConcurrentDictionary<IPAddress, Lazy<HttpClient>> Clients = new();
    private static int _calls;
    private static int _own;

    /// <summary>The next of the shared addresses, 127.0.1.x.</summary>
    public static IPAddress Next() => new([127, 0, 1, (byte)(1 + ((uint)Interlocked.Increment(ref _calls) % Shared))]);

    /// <summary>An address that no other caller of this run has.</summary>
    public static IPAddress NewAddress()
    {
        var number = Interlocked.Increment(ref _own);
        return new([127, 1, (byte)(number / 250), (byte)(1 + (number % 250))]);
    }

    /// <summary>The client whose calls come from this address. It keeps no cookies and lives as long as the process.</summary>
    public static HttpClient ClientOf(IPAddress from) => Clients.GetOrAdd(from, address => new(() => Client(address))).Value;

    private static HttpClient Client(IPAddress from)
    {
        var handler = HandlerOf(from);
        handler.UseCookies = false;
        return new(handler) { Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>A handler whose connections to this machine come from this address. Other connections are not changed.</summary>
    public static SocketsHttpHandler HandlerOf(IPAddress from) => new()
    {
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = async (context, cancel) =>
        {
            var to = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel))[0];
            var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (IPAddress.IsLoopback(to) && to.AddressFamily == from.AddressFamily)
                    socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(to, context.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };
}
