using Evaluation.Documents;
using Evaluation.Embedded.Files;
using Microsoft.Data.Sqlite;

namespace Evaluation.Embedded.Documents;

/// <summary>A save or a removal that waits for the writer, and its result.</summary>
internal abstract class DocumentChange : IBatchedRequest
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state = Waiting;

    /// <inheritdoc/>
    public abstract int Bytes { get; }

    /// <inheritdoc/>
    public bool IsAlone => false;

    /// <summary>Takes the change for a commit. False when it was cancelled.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Cancels the change, unless it was taken.</summary>
    public void Cancel(CancellationToken cancel)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            SetCancelled(cancel);
    }

    /// <summary>
    /// Decides the change within the open transaction and keeps the result. A failure that leaves the transaction open is the result of
    /// this change alone.
    /// </summary>
    /// <exception cref="SqliteException">The transaction was rolled back.</exception>
    public abstract void Apply(DocumentConnection connection);

    /// <summary>Publishes the result, when the commit is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(DocumentsUnavailableException failure);

    protected abstract void SetCancelled(CancellationToken cancel);
}

/// <param name="bytes">The bytes to be stored.</param>
/// <param name="decide">Reads, decides and writes.</param>
internal sealed class DocumentChange<TResult>(int bytes, Func<DocumentConnection, TResult> decide) : DocumentChange
{
    /// <summary>Continuations never run on the writer's thread.</summary>
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TResult? _result;
    private DocumentsUnavailableException? _failure;

    public Task<TResult> Answer => _answer.Task;

    public override int Bytes => bytes;

    public override void Apply(DocumentConnection connection)
    {
        _failure = null;
        try
        {
            _result = decide(connection);
        }
        catch (Exception failure) when (connection.IsInTransaction)
        {
            _failure = DocumentFile.Unavailable(failure);
        }
    }

    public override void Complete()
    {
        if (_failure is not null)
            _answer.SetException(_failure);
        else
            _answer.SetResult(_result!);
    }

    public override void Fail(DocumentsUnavailableException failure) => _answer.SetException(failure);

    protected override void SetCancelled(CancellationToken cancel) => _answer.SetCanceled(cancel);
}
