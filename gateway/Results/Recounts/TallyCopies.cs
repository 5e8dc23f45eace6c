using System.Collections.Concurrent;
using System.IO.Compression;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Results.Recounts;
using Evaluation.Runtime;
using Evaluation.Workflows.Publishing;

namespace Evaluation.Gateway.Results.Recounts;

/// <summary>Keeps what is published with result versions for a recount: it never changes, and many read the newest one.</summary>
internal sealed class TallyCopies(IEngine engine)
{
    private readonly TallyPublication _tallies = new(engine);
    private readonly ConcurrentDictionary<(string Round, int Version), TallyCopy> _kept = new();
    private readonly ConcurrentQueue<(string Round, int Version)> _oldestFirst = new();

    /// <inheritdoc cref="TallyPublication.ReadAsync"/>
    public async ValueTask<Outcome<TallyCopy>> ReadAsync(string round, int version)
    {
        if (_kept.TryGetValue((round, version), out var kept))
            return kept;
        var read = await _tallies.ReadAsync(round, version);
        if (read.IsRefused(out var refusal))
            return refusal;
        var copy = new TallyCopy(PublishedTallies.HashOf(read.Answer), new(read.Answer, CompressionLevel.Fastest));
        if (_kept.TryAdd((round, version), copy))
        {
            _oldestFirst.Enqueue((round, version));
            if (_oldestFirst.Count > Limits.RecountsKept && _oldestFirst.TryDequeue(out var oldest))
                _kept.TryRemove(oldest, out _);
        }
        return copy;
    }
}

/// <param name="Sha256">The hash of the bytes, before they are compressed.</param>
internal sealed record TallyCopy(string Sha256, Compressed Body);
