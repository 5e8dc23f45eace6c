using Npgsql;
using Polly.CircuitBreaker;

namespace Evaluation.Cluster.Journal;

/// <summary>
/// Whether the server answers at all. It is asked for nothing much, again and again, on a connection of its own. When no answer comes in time, what is under way
/// is given up, and until one comes nothing is begun: a lost server keeps nobody waiting, and nobody's command is what it is tried with. A statement that is
/// slow while the server answers is not given up for that.
/// </summary>
internal sealed class PostgresPulse : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _run;
    private NpgsqlConnection? _connection;
    private volatile CancellationTokenSource _lost = new();
    private volatile int _losses;

    public PostgresPulse(NpgsqlDataSource source)
    {
        _source = source;
        _run = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.DenyChildAttach, TaskScheduler.Default).Unwrap();
    }

    /// <summary>How often the server was lost: a connection from before the last time is not to be trusted.</summary>
    public int Losses => _losses;

    /// <summary>Carries out <paramref name="act"/> as long as the server is heard of.</summary>
    /// <exception cref="IsolatedCircuitException">The server was lost, now or before; what had been begun may have been stored.</exception>
    public async ValueTask<T> WhileHeardAsync<T>(Func<CancellationToken, ValueTask<T>> act, CancellationToken cancel)
    {
        var lost = _lost.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lost);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            return await act(either.Token);
        }
        catch (OperationCanceledException given) when (lost.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new IsolatedCircuitException("PostgreSQL does not answer; it is asked every second.", given);
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
            if (!await IsHeardAsync())
                await LoseAsync();
            else if (_lost.IsCancellationRequested)
                _lost = new();
            await Task.Delay(ClusterLimits.PulseEvery, _closed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task LoseAsync()
    {
        if (!_lost.IsCancellationRequested)
            _losses++;
        return _lost.CancelAsync();
    }

    /// <summary>One that breaks at once says little about the server, so it is asked on another one; silence says enough.</summary>
    private async Task<bool> IsHeardAsync() => await AskAsync() ?? await AskAsync() ?? false;

    /// <summary>Null when the connection broke.</summary>
    private async Task<bool?> AskAsync()
    {
        var asking = AskAsync(_connection);
        _connection = null;
        try
        {
            _connection = await asking.WaitAsync(ClusterLimits.PulseWithin, _closed.Token);
            return true;
        }
        catch (PostgresException)
        {
            // A refusal is an answer too.
            return true;
        }
        catch (Exception failure)
        {
            _ = GivenUp.CloseAsync(asking);
            // Those that lie ready have most likely ended with it.
            _source.Clear();
            return _closed.IsCancellationRequested || failure is TimeoutException or NpgsqlException { InnerException: TimeoutException } ? false : null;
        }
    }

    /// <summary>Returns the connection for the next question.</summary>
    private async Task<NpgsqlConnection> AskAsync(NpgsqlConnection? open)
    {
        var connection = open ?? await _source.OpenConnectionAsync();
        try
        {
            await using var question = new NpgsqlCommand("select 1", connection);
            await question.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
