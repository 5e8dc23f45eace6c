using Evaluation.Documents;
using Evaluation.Embedded.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Evaluation.Embedded.Documents;

/// <summary>The only writer of documents: a thread that commits all changes that arrived during the previous commit.</summary>
/// <remarks>
/// A commit is one transaction and one wait for the disk. Each change is decided on the state that those before it in the transaction have
/// left. A conflict changes nothing, and a change that fails by itself is undone by itself, so neither concerns the others. When SQLite
/// undoes the transaction as a whole, for example on a full disk, its changes are committed one by one: a small one may fit.
/// </remarks>
internal sealed class DocumentWriter
{
    private readonly DocumentFile _file;
    private readonly BatchThread<DocumentChange> _thread;

    /// <summary>Used only by the thread. Null after a failure: the next commit opens a new one.</summary>
    private DocumentConnection? _connection;

    /// <summary>Used only by the thread. After a failure: whether it came before the commit, so that nothing was stored.</summary>
    private bool _isApplying;

    /// <exception cref="DocumentsUnavailableException">A newer program wrote the file.</exception>
    /// <exception cref="SqliteException">The file cannot be written.</exception>
    public DocumentWriter(DocumentFile file)
    {
        _file = file;
        _connection = DocumentConnection.Open(file);
        _thread = new(new(Limits.DocumentsWaiting, Limits.DocumentsPerCommit, Limits.DocumentBytesPerCommit, Limits.CommitGather), Handle);
        _thread.Start("Document writer", Close);
    }

    /// <summary>
    /// Runs a change and returns its result when it is on disk. A change that is cancelled while it waits for the thread is not run; later
    /// it is not cancelled any more.
    /// </summary>
    /// <param name="bytes">The bytes to be stored. They must not change until the call returns.</param>
    /// <param name="decide">Reads, decides and writes. May run twice; only the last time has an effect.</param>
    /// <exception cref="DocumentsUnavailableException">Too many changes wait, the store is closed, or the file failed.</exception>
    public async ValueTask<TResult> RunAsync<TResult>(int bytes, Func<DocumentConnection, TResult> decide, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var change = new DocumentChange<TResult>(bytes, decide);
        var admission = _thread.Add(change);
        if (admission != Admission.Queued)
            throw new DocumentsUnavailableException(
                admission == Admission.Full ? $"{Limits.DocumentsWaiting} changes of documents are already queued." : DocumentFile.IsClosed);
        await using (cancel.UnsafeRegister(static (waiting, token) => ((DocumentChange)waiting!).Cancel(token), change))
            return await change.Answer;
    }

    /// <summary>Commits the queued changes, refuses new ones and closes the file.</summary>
    public void Stop()
    {
        _thread.Close();
        _thread.Ended.Wait();
    }

    private void Handle(List<DocumentChange> changes)
    {
        changes.RemoveAll(change => !change.TryTake());
        if (changes.Count == 0 || Commit(changes) is not { } failure)
            return;
        var isUndone = failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL } || _isApplying;
        foreach (var change in changes)
        {
            var alone = changes.Count > 1 && isUndone ? Commit([change]) : failure;
            // One exception per change, because each awaiter adds its own stack trace.
            if (alone is not null)
                change.Fail(DocumentFile.Unavailable(alone));
        }
    }

    /// <summary>After any failure, even one reported by the commit itself, nothing of the commit counts as stored.</summary>
    private Exception? Commit(List<DocumentChange> changes)
    {
        _isApplying = false;
        try
        {
            _connection ??= DocumentConnection.Open(_file);
            _connection.Begin();
            _isApplying = true;
            foreach (var change in changes)
                change.Apply(_connection);
            _isApplying = false;
            _connection.Commit();
        }
        catch (Exception failure)
        {
            _connection?.Dispose();
            _connection = null;
            return failure;
        }
        Meters.CommitDocuments.Record(changes.Count);
        foreach (var change in changes)
            change.Complete();
        return null;
    }

    private void Close()
    {
        try
        {
            _file.CloseReaders();
        }
        catch (SqliteException)
        {
            // Everything that was acknowledged is in the log. The next start reads it.
        }
        finally
        {
            _connection?.Dispose();
        }
    }
}
