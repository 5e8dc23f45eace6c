using Evaluation.Embedded.Files;
using Evaluation.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.ObjectPool;
using SQLitePCL;

namespace Evaluation.Embedded.Journal;

/// <summary>The only writer of the journal: a thread that commits all requests that arrived during the previous commit.</summary>
/// <remarks>
/// A commit is one transaction and one wait for the disk, whatever the number of streams. After a failure the thread discards the
/// connection and opens a new one for the next commit.
/// </remarks>
internal sealed class JournalWriter : IAsyncDisposable
{
    private readonly JournalFile _file;
    private readonly ObjectPool<WriteRequest> _requests;
    private readonly BatchThread<WriteRequest> _thread;

    // Used only by the writer thread.
    private WriteConnection? _connection;
    private bool _lastFailed;

    /// <exception cref="JournalUnavailableException">The file cannot be written, or a newer program wrote it.</exception>
    public JournalWriter(JournalFile file)
    {
        _file = file;
        _requests = new DefaultObjectPool<WriteRequest>(new RequestPolicy(this), Limits.EntriesPerCommit);
        _connection = WriteConnection.Open(file);
        _thread = new(new(Limits.EntriesWaiting, Limits.EntriesPerCommit, Limits.BytesPerCommit, Limits.CommitGather), Handle);
        _thread.Start("Journal writer", Close);
    }

    /// <summary>The bytes of the entry must not change until the call returns.</summary>
    public ValueTask<AppendResult> AppendAsync(JournalEntry entry)
    {
        var request = _requests.Get();
        request.Entry = entry;
        return Enqueue(request);
    }

    public ValueTask<AppendResult> SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        var request = _requests.Get();
        request.Snapshot = (stream, snapshot);
        return Enqueue(request);
    }

    /// <summary>Completes when the thread responds. If the last commit failed, it fails unless a test write succeeds.</summary>
    public ValueTask<AppendResult> TryAsync() => Enqueue(_requests.Get());

    /// <summary>Commits the queued requests, refuses new ones, moves the log into the database file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        _thread.Close();
        await _thread.Ended;
    }

    private ValueTask<AppendResult> Enqueue(WriteRequest request)
    {
        var answer = request.Answer;
        return _thread.Add(request) switch
        {
            Admission.Queued => answer,
            Admission.Full => ValueTask.FromException<AppendResult>(new JournalUnavailableException($"{Limits.EntriesWaiting} entries are already queued.")),
            _ => ValueTask.FromException<AppendResult>(new JournalUnavailableException("The journal is closed.")),
        };
    }

    private void Handle(List<WriteRequest> taken)
    {
        if (Commit(taken) is { } failure)
            Fail(taken, failure);
        else
            foreach (var request in taken)
                request.Complete();
    }

    /// <summary>Any failure, even one reported by the commit itself, means that nothing of the commit counts as stored.</summary>
    private Exception? Commit(List<WriteRequest> taken)
    {
        try
        {
            _connection ??= WriteConnection.Open(_file);
            _connection.Begin();
            foreach (var request in taken)
                request.Outcome = Apply(request, _connection);
            _connection.Commit();
            Meters.CommitEntries.Record(taken.Count);
            _lastFailed = false;
            return null;
        }
        catch (Exception failure)
        {
            _lastFailed = true;
            _connection?.Dispose();
            _connection = null;
            return failure;
        }
    }

    private AppendResult Apply(WriteRequest request, WriteConnection connection)
    {
        if (request.Entry is { } entry)
            return connection.Append(entry);
        if (request.Snapshot is var (stream, snapshot))
            connection.Save(stream, snapshot);
        else if (_lastFailed)
            connection.Try();
        return AppendResult.Appended;
    }

    private static void Fail(List<WriteRequest> taken, Exception failure)
    {
        // One exception per request, because each awaiter adds its own stack trace.
        foreach (var request in taken)
            request.Fail(Unavailable(failure));
    }

    internal static JournalUnavailableException Unavailable(Exception failure) => failure switch
    {
        JournalUnavailableException known => new(known.Message, known, known.StorageFull),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => new("The journal's disk, or its quota, is full.", failure, full: true),
        _ => new($"The journal failed: {failure.Message}", failure),
    };

    private void Close()
    {
        try
        {
            _file.CloseReaders();
            _connection?.Checkpoint();
        }
        catch (SqliteException)
        {
            // Everything that was acknowledged is in the log. The next start moves it into the file.
        }
        finally
        {
            _connection?.Dispose();
        }
    }

    private sealed class RequestPolicy(JournalWriter writer) : PooledObjectPolicy<WriteRequest>
    {
        public override WriteRequest Create() => new(writer._requests);

        public override bool Return(WriteRequest obj) => true;
    }
}
