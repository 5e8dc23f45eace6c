using Evaluation.Awards;
using Evaluation.Honours;
using Evaluation.Journal;
using Evaluation.Rounds;

namespace Evaluation.Gateway.Verification.Registers;

/// <summary>Checks that the registers that a round names are there, with an entry of the round.</summary>
internal static class NamedRegisters
{
    /// <param name="round">The round as it was read before the registers are read.</param>
    public static async ValueTask RunAsync(IJournal journal, string id, Round round, Findings findings)
    {
        var stream = RoundGrain.Ref(id).Stream;
        if (round.Registers.Contains(RoundRegisters.Awards) && (await CountAsync(journal, AwardGrain.Ref(id).Stream, AwardGrain.Read, _ => true)).Events == 0)
            findings.Add(FindingKind.Missing, AwardGrain.Ref(id).Stream, null, $"{stream} names it");
        if (!round.Registers.Contains(RoundRegisters.Honours))
            return;
        var honours = await CountAsync(journal, HonourGrain.Ref.Stream, HonourGrain.Read, happened => happened is HonourConferred conferred && conferred.Round == id);
        if (honours.Events == 0)
            findings.Add(FindingKind.Missing, HonourGrain.Ref.Stream, null, $"{stream} names it");
        else if (honours.OfRound == 0)
            findings.Add(FindingKind.Shorter, HonourGrain.Ref.Stream, honours.Events, $"{stream} names it, and it has no honour that follows from the round");
    }

    private static async ValueTask<(long Events, long OfRound)> CountAsync<TEvent>(
        IJournal journal, string stream, Func<JournalEntry, IEnumerable<TEvent>> decode, Func<TEvent, bool> isOfRound)
    {
        var (events, ofRound) = (0L, 0L);
        // What cannot be read is a finding of the check of the register itself.
        await StreamReading.ReadAsync(
            journal, stream, 0, decode,
            (happened, _) =>
            {
                events++;
                ofRound += isOfRound(happened) ? 1 : 0;
            },
            new(TextWriter.Null), ended: null);
        return (events, ofRound);
    }
}
