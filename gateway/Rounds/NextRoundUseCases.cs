using System.Text.Json;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Rules.Reading;
using Evaluation.Runtime;
using Evaluation.Scoring;
using Evaluation.Staff;
using Evaluation.Workflows;

namespace Evaluation.Gateway.Rounds;

/// <summary>Creates a round whose units are the best of another round.</summary>
public sealed class NextRoundUseCases(IEngine engine, VersionRanking rankings, RoundUseCases rounds)
{
    /// <summary>
    /// Creates a draft with the rules of the other round and its best units in the order of its paper. Classes without a unit are left
    /// out; units keep their codes, classes and former codes, so the lineage goes on. All ranked units compete, also those that are not
    /// eligible for an award.
    /// </summary>
    /// <returns>
    /// Refused as <see cref="TopSelection.Of"/> refuses, with <see cref="RefusalCode.WrongState"/> before the result is published, with
    /// <see cref="RefusalCode.NoSuchVersion"/>, and as a definition is refused whose faults are in the copied rules.
    /// </returns>
    public async ValueTask<Outcome<RoundView>> CreateAsync(NextRound next, CreationKey? key, StaffAccount caller, CancellationToken cancel)
    {
        var found = await NewestRounds.FindAsync(engine, next.From.Round);
        if (found.IsRefused(out var refusal))
            return refusal;
        var (view, rules) = found.Answer;
        if (!LifeCycle.IsPublic(view.State))
        {
            return new Refusal(
                RefusalCode.WrongState, $"The result of round '{rules.Id}' is not published; the next round is made from a published one.",
                ("state", view.State.ToString().ToLowerInvariant()));
        }
        var ranking = await rankings.ReadAsync(rules, next.From.Version);
        if (ranking.IsRefused(out refusal))
            return refusal;
        var best = TopSelection.Of(ranking.Answer.Round, next.From.Top, next.From.Units);
        return best.IsRefused(out refusal) ? refusal : await rounds.CreateAsync(Definition(next, rules, [.. best.Answer]), key, caller, cancel);
    }

    /// <summary>Read like any other definition, so that every fault is reported by its pointer.</summary>
    private static RulesReading Definition(NextRound next, RoundRules rules, HashSet<string> best)
    {
        Unit[] units = [.. rules.Units.Where(unit => best.Contains(unit.Code))];
        HashSet<string> classes = [.. units.Select(unit => unit.Class)];
        using var definition = JsonDocument.Parse(RulesJson.Write(rules with
        {
            Id = next.Id,
            Title = next.Title,
            Units = units,
            Classes = [.. rules.Classes.Where(unitClass => classes.Contains(unitClass.Code))],
        }));
        return RulesReader.Read(definition.RootElement);
    }
}
