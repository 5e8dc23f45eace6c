using System.Collections.Immutable;
using Evaluation.Results;
using Evaluation.Results.History;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Runtime;

namespace Evaluation.Workflows;

/// <summary>Reads the tails of other rounds that the vetoes of a round ask for (F24), from the newest published version.</summary>
internal sealed class TailReader(IEngine engine)
{
    /// <summary>
    /// The tails in the order of the vetoes; null where no veto asks for one. Refused with <see cref="RefusalCode.TailNotPublished"/> where
    /// the other round is not public, or has no such list.
    /// </summary>
    public async ValueTask<Outcome<ImmutableList<PinnedTail>?>> ReadAsync(RoundRules rules)
    {
        var asked = rules.Vetoes.Select(veto => veto.When).Where(when => when is { Again: not null, Of: not null }).Select(when => (Of: when.Of!, Tail: when.Again!)).Distinct().ToList();
        if (asked.Count == 0)
            return (ImmutableList<PinnedTail>?)null;
        var published = await PublishedAsync(rules, [.. asked.Select(tail => tail.Of)]);
        if (published.IsRefused(out var refusal))
            return refusal;
        var rounds = published.Answer.OrderBy(round => round.Figures.Order).ToList();
        var tails = ImmutableList.CreateBuilder<PinnedTail>();
        foreach (var (of, tail) in asked)
        {
            var at = rounds.FindIndex(round => round.Figures.Id == of);
            if (at < 0)
                return NotPublished(of, $"The veto asks who was in the tail '{tail}' of round '{of}', and that round has no public result that this round may use.");
            var (other, result) = (rounds[at].Rules, rounds[at].Version.Result);
            if (other.Tail?.FirstOrDefault(entry => entry.Code == tail) is not { } entry)
                return NotPublished(of, $"The veto asks who was in the tail '{tail}' of round '{of}', and that round has no such list.");
            HashSet<string> listed = [.. result.Classes.SelectMany(ranked => ranked.Units).Where(unit => unit.Tail == tail).Select(unit => unit.Unit)];
            tails.Add(new(of, result.Version, tail, TailLineage.Of(rules.Units, [.. rounds.Skip(at).Select(round => round.Figures)], listed), other.Title, entry.Label));
        }
        return tails.ToImmutable();
    }

    /// <summary>
    /// The rounds with a public result. An internal round is among them only where an internal round asks for its tail.
    /// </summary>
    private async ValueTask<Outcome<List<KnownRound>>> PublishedAsync(RoundRules rules, HashSet<string> asked)
    {
        var rounds = new List<KnownRound>();
        await foreach (var grain in engine.ListAsync(RoundGrain.Kind))
        {
            var view = await engine.SendAsync(grain, new ViewRound());
            if (view.IsRefused(out var refusal))
                return refusal;
            var isUsable = view.Answer.InternalTo is null || (rules.Internal && asked.Contains(view.Answer.Id));
            if (!LifeCycle.IsPublic(view.Answer.State) || view.Answer.Id == rules.Id || !isUsable)
                continue;
            var other = await engine.SendAsync(grain, new ViewRules());
            if (other.IsRefused(out refusal))
                return refusal;
            var version = await engine.SendAsync(grain, new ViewVersion(null));
            if (version.IsRefused(out refusal))
                return refusal;
            rounds.Add(new(other.Answer, version.Answer, PublishedRound.Of(other.Answer, version.Answer.Result, view.Answer.Objections?.From ?? version.Answer.Result.ComputedAt)));
        }
        return rounds;
    }

    private static Refusal NotPublished(string round, string detail) => new(RefusalCode.TailNotPublished, detail, ("round", round));

    private sealed record KnownRound(RoundRules Rules, ResultVersion Version, PublishedRound Figures);
}
