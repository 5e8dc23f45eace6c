using System.Net;
using System.Net.Sockets;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// A way between a process and a port of this machine that can be cut: then nothing arrives any more, and neither end is told. Once mended, what was on
/// the way goes on.
/// </summary>
internal sealed class Cable : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _removed = new();
    private volatile TaskCompletionSource? _gap;

    public Cable(int to)
    {
        To = to;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The port at its far end.</summary>
    public int To { get; }

    /// <summary>The port at its near end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut() => _gap ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        var gap = _gap;
        _gap = null;
        gap?.SetResult();
    }

    public void Dispose()
    {
        _removed.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await _listener.AcceptSocketAsync(_removed.Token));
        }
        catch (Exception removed) when (removed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // No more connections.
        }
    }

    private async Task ConnectAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
        {
            try
            {
                (near.NoDelay, far.NoDelay) = (true, true);
                await WholeAsync();
                await far.ConnectAsync(IPAddress.Loopback, To, _removed.Token);
                // An end that closes one half still hears the other.
                await Task.WhenAll(PassOnAsync(near, far), PassOnAsync(far, near));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One of the ends has gone; so does the other.
            }
        }
    }

    private async Task PassOnAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[BufferBytes];
            while (await from.ReceiveAsync(buffer, _removed.Token) is > 0 and var count)
            {
                await WholeAsync();
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _removed.Token);
            }
            await WholeAsync();
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            from.Dispose();
            to.Dispose();
            throw;
        }
    }

    private Task WholeAsync() => _gap?.Task.WaitAsync(_removed.Token) ?? Task.CompletedTask;
}
