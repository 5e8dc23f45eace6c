using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Gateway.Rounds;

/// <summary>Checks the rounds that a definition combines against the other rounds.</summary>
internal static class CombinedRounds
{
    /// <summary>
    /// Adds a fault for every round that does not exist or was cancelled, and for every round that combines this one, perhaps through
    /// others.
    /// </summary>
    public static async ValueTask<Outcome<FaultList>> CheckAsync(RoundRules? rules, FaultList faults, IEngine engine)
    {
        foreach (var (index, part) in (rules?.Combine ?? []).Index())
        {
            var pointer = $"/combine/{index}/round";
            var known = await PartsOfAsync(engine, part.Round);
            if (known.IsRefused(out var refusal))
                return refusal;
            if (known.Answer.Rounds is null)
            {
                faults.Add(pointer, known.Answer.IsCancelled
                    ? $"{PlainText.Quoted(part.Round)} was cancelled and gets no result; name another round"
                    : $"there is no round {PlainText.Quoted(part.Round)}; create it first");
                continue;
            }
            var leads = await LeadsToAsync(engine, known.Answer.Rounds, rules!.Id);
            if (leads.IsRefused(out refusal))
                return refusal;
            if (leads.Answer.IsSo)
                faults.Add(pointer, $"{PlainText.Quoted(part.Round)} combines this round, perhaps through other rounds; no round can enter its own total");
        }
        return faults;
    }

    private static async ValueTask<Outcome<Leads>> LeadsToAsync(IEngine engine, IReadOnlyList<string> from, string round)
    {
        var (seen, open) = (new HashSet<string>(from, StringComparer.Ordinal), new Queue<string>(from));
        while (open.TryDequeue(out var next))
        {
            if (next == round)
                return new Leads(true);
            var parts = await PartsOfAsync(engine, next);
            if (parts.IsRefused(out var refusal))
                return refusal;
            foreach (var part in (parts.Answer.Rounds ?? []).Where(seen.Add))
                open.Enqueue(part);
        }
        return new Leads(false);
    }

    private static async ValueTask<Outcome<Parts>> PartsOfAsync(IEngine engine, string round)
    {
        var found = await NewestRounds.FindAsync(engine, round);
        if (found.Refusal is { Code: RefusalCode.NoSuchRound })
            return new Parts(null);
        if (found.Refusal is null && found.Answer.View.State == RoundState.Cancelled)
            return new Parts(null, IsCancelled: true);
        return found.IsRefused(out var refusal) ? refusal : new Parts([.. (found.Answer.Rules.Combine ?? []).Select(part => part.Round)]);
    }

    /// <param name="Rounds">The rounds that it combines; null for a round that does not exist or was cancelled.</param>
    private sealed record Parts(IReadOnlyList<string>? Rounds, bool IsCancelled = false);

    private sealed record Leads(bool IsSo);
}
