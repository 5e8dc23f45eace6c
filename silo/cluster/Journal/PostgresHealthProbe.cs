using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Probes the server once per second on its own connection. If a probe fails, pending work is abandoned and new work is refused until a
/// probe succeeds, so that nobody waits for a lost server and no user command serves as a probe. A slow statement is not abandoned while
/// probes succeed.
/// </summary>
internal sealed class PostgresHealthProbe : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _run;
    private NpgsqlConnection? _connection;
    private volatile CancellationTokenSource _lost = new();
    private volatile int _losses;

    public PostgresHealthProbe(NpgsqlDataSource source)
    {
        _source = source;
        _run = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    /// <summary>How often the server became unreachable. A connection from before the last time must not be used.</summary>
    public int Losses => _losses;

    /// <summary>Runs <paramref name="act"/>, and abandons it when the server becomes unreachable.</summary>
    /// <exception cref="IsolatedCircuitException">
    /// The server is or became unreachable. If the work had begun, it may have been stored.
    /// </exception>
    public async ValueTask<T> WhileReachableAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel)
    {
        var lost = _lost.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lost);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            return await act(either.Token);
        }
        catch (OperationCanceledException abandoned) when (lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new IsolatedCircuitException("PostgreSQL does not respond; it is probed every second.", abandoned);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_run.IsCompleted)
            return;
        await _closed.CancelAsync();
        await _run;
        if (_connection is not null)
            await _connection.DisposeAsync();
        _closed.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            if (!await IsReachableAsync())
                await LoseAsync();
            else if (_lost.IsCancellationRequested)
                _lost = new();
            await Task.Delay(ClusterLimits.HealthProbeEvery, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task LoseAsync()
    {
        if (!_lost.IsCancellationRequested)
            _losses++;
        return _lost.CancelAsync();
    }

    /// <summary>A broken connection says little about the server, so the probe is repeated on a new one. A timeout is conclusive.</summary>
    private async Task<bool> IsReachableAsync() => await ProbeAsync() ?? await ProbeAsync() ?? false;

    /// <summary>Null when the connection broke.</summary>
    private async Task<bool?> ProbeAsync()
    {
        var probing = ProbeAsync(_connection);
        _connection = null;
        try
        {
            _connection = await probing.WaitAsync(ClusterLimits.HealthProbeWithin, _closed.Token);
            return true;
        }
        catch (PostgresException)
        {
            // An error response is a response too.
            return true;
        }
        catch (Exception failure)
        {
            _ = AbandonedWork.CloseAsync(probing);
            // The pooled connections have most likely broken too.
            _source.Clear();
            return _closed.IsCancellationRequested || failure is TimeoutException or NpgsqlException { InnerException: TimeoutException } ? false : null;
        }
    }

    /// <summary>Returns the connection for the next probe.</summary>
    private async Task<NpgsqlConnection> ProbeAsync(NpgsqlConnection? open)
    {
        var connection = open ?? await _source.OpenConnectionAsync();
        try
        {
            await using var probe = new NpgsqlCommand("select 1", connection);
            await probe.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
