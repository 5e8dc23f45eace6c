using System.Net;
using System.Net.Sockets;

namespace Evaluation.Cluster.Tests.Survival;

/// <summary>
/// A connection between a process and a local port that can be cut: then no data arrive and neither end is notified. Once restored, the
/// data in transit are delivered.
/// </summary>
internal sealed class BreakableLink : IDisposable
{
    private const int BufferBytes = 64 << 10;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _removed = new();
    private volatile TaskCompletionSource? _gap;

    public BreakableLink(int to)
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
            // The listener is closed.
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
                // A half-closed connection still receives data.
                await Task.WhenAll(PassOnAsync(near, far), PassOnAsync(far, near));
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One end is closed, so the other is closed too.
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
