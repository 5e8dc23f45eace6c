using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>Reads the rounds whose results another round has taken figures or tails from, each once.</summary>
internal sealed class OtherRounds(IJournal journal)
{
    private readonly Dictionary<string, Round> _rounds = new(StringComparer.Ordinal);

    /// <summary>The round as far as its stream can be replayed; without rules where the stream is missing.</summary>
    public async ValueTask<Round> FindAsync(string id)
    {
        if (_rounds.TryGetValue(id, out var known))
            return known;
        // What is wrong with that stream itself is reported when its round is checked.
        var state = new Round();
        await StreamReading.ReadAsync(journal, RoundGrain.Ref(id).Stream, 0, RoundGrain.Read, (happened, _) => state = RoundGrain.Evolve(state, happened), new(TextWriter.Null));
        return _rounds[id] = state;
    }
}
