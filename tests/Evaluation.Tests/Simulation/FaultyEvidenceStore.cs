using Evaluation.Evidence;

namespace Evaluation.Tests.Simulation;

/// <summary>
/// A process's access to the files of evidence. At random, a file is not taken, is taken and reported as unavailable, or takes long; and a
/// file of a killed process is taken or not, and never answered.
/// </summary>
/// <param name="inner">The store that all processes share.</param>
/// <param name="random">Decides.</param>
/// <param name="fault">The percentage of calls that fail now.</param>
/// <param name="isDead">Whether the process was killed.</param>
internal sealed class FaultyEvidenceStore(IEvidenceStore inner, Random random, Func<int> fault, Func<bool> isDead) : IEvidenceStore
{
    private readonly FaultyCalls _calls = new(random, fault, isDead, (reason, _) => new EvidenceUnavailableException(reason));

    public async ValueTask<KeptContent> KeepAsync(string sha256, Stream content, CancellationToken cancel = default) =>
        await _calls.WriteAsync(() => inner.KeepAsync(sha256, content, cancel));

    public ValueTask<Stream?> OpenAsync(string sha256, CancellationToken cancel = default) => inner.OpenAsync(sha256, cancel);

    public IAsyncEnumerable<KeptContent> ListAsync(DateTimeOffset keptBefore, CancellationToken cancel = default) => inner.ListAsync(keptBefore, cancel);

    public async ValueTask<bool> RemoveAsync(KeptContent content, CancellationToken cancel = default) =>
        await _calls.WriteAsync(() => inner.RemoveAsync(content, cancel));
}
