using System.Net;
using System.Net.Sockets;

namespace Evaluation.Browser.Tests.Assessment;

/// <summary>
/// The network between one browser and the program: passes bytes on until it is cut. Requests of a service worker go through it too, which
/// the browser's own switch does not reach in every version.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _to;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private bool _isCut;
    private string? _losing;
    private TaskCompletionSource _lost = new();

    private Relay(Uri to) => _to = to;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public static Relay To(Uri program)
    {
        var relay = new Relay(program);
        relay._listener.Start();
        _ = relay.AcceptAsync();
        return relay;
    }

    /// <summary>Ends all connections and takes no new one.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (var client in _open)
                client.Dispose();
            _open.Clear();
        }
    }

    public void Mend()
    {
        lock (_lock)
            _isCut = false;
    }

    /// <summary>
    /// Cuts the network when the program answers the next request with this text in its first line, so that the program has done it and the
    /// browser does not know. The task is complete then.
    /// </summary>
    public Task LoseAnswerTo(string request)
    {
        (_losing, _lost) = (request, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _lost.Task;
    }

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (await NextAsync() is { } client)
        {
            lock (_lock)
            {
                if (_isCut)
                {
                    client.Dispose();
                    continue;
                }
                _open.Add(client);
            }
            _ = PassAsync(client);
        }
    }

    private async Task<TcpClient?> NextAsync()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var program = new TcpClient();
        try
        {
            await program.ConnectAsync(_to.Host, _to.Port);
            var isLosing = false;
            await Task.WhenAny(
                CopyAsync(client.GetStream(), program.GetStream(), bytes => isLosing |= Loses(bytes)),
                CopyAsync(program.GetStream(), client.GetStream(), _ => Lose(isLosing)));
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The browser sees a broken connection, as in a network that fails.
        }
        finally
        {
            client.Dispose();
        }
    }

    private bool Loses(byte[] bytes)
    {
        if (_losing is not { } text || !System.Text.Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.Ordinal))
            return false;
        _losing = null;
        return true;
    }

    private void Lose(bool isLosing)
    {
        if (!isLosing)
            return;
        Cut();
        _lost.TrySetResult();
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Action<byte[]> look)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is var count and > 0)
        {
            look(buffer[..count]);
            await to.WriteAsync(buffer.AsMemory(0, count));
        }
    }
}
