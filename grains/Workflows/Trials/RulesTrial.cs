using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Scoring.Votes;

namespace Evaluation.Workflows.Trials;

/// <summary>
/// Tries the rules of a round with example data, by the same functions that compute a result and derive its figures. It stores nothing.
/// </summary>
public static class RulesTrial
{
    /// <summary>
    /// The result of the example data. Refused with <see cref="RefusalCode.BadRequest"/>, which lists the faults, <see
    /// cref="RefusalCode.TooManyEntries"/>, <see cref="RefusalCode.NoSuchUnit"/>, and as a computation is.
    /// </summary>
    /// <param name="change">Numbers of the definition to change, by their pointer; empty for none.</param>
    /// <param name="unit">The unit to derive; null for none.</param>
    /// <param name="at">The instant that the tables carry.</param>
    public static Outcome<TrialOutcome> Run(RoundRules rules, TrialInput input, IReadOnlyDictionary<string, decimal> change, string? unit, DateTimeOffset at)
    {
        if (unit is not null && rules.Units.All(known => known.Code != unit))
            return new Refusal(RefusalCode.NoSuchUnit, $"The round has no unit '{unit}'.", ("unit", unit));
        if (TrialCheck.Refuse(rules, input) is { } refused)
            return refused;
        var slips = TrialSlips.Of(rules, input);
        var standing = Compute(rules, rules, input, slips, unit, at);
        if (standing.IsRefused(out var refusal))
            return refusal;
        if (change.Count == 0)
            return new TrialOutcome(standing.Answer.Table, standing.Answer.Derivation, null, Notes(rules, rules, input));
        var changed = RulesPatch.Apply(rules, change, "/change");
        if (changed.IsRefused(out refusal))
            return refusal;
        if (rules.Units.Any(known => !Paper(rules, known).SequenceEqual(Paper(changed.Answer, known))))
            return new Refusal(RefusalCode.BadRequest, "/change puts a criterion on a paper, or takes it off; the slips of the example would not fit.",
                ("faults", (Fault[])[new("/change", "puts a criterion on a paper, or takes it off; the slips of the example would not fit")]));
        var other = Compute(changed.Answer, rules, input, slips, unit, at);
        return other.IsRefused(out refusal) ? refusal : new TrialOutcome(
            standing.Answer.Table,
            standing.Answer.Derivation,
            new(other.Answer.Table, other.Answer.Derivation, [.. UnitDifference.Between(rules, standing.Answer.Table.Result, other.Answer.Table.Result)]),
            Notes(rules, changed.Answer, input));
    }

    private static IEnumerable<string> Paper(RoundRules rules, Unit unit) => rules.OfUnit(unit).VoteCriteria.Select(criterion => criterion.Code);

    private static Outcome<Computed> Compute(RoundRules rules, RoundRules typedFor, TrialInput input, TrialSlips slips, string? unit, DateTimeOffset at)
    {
        var made = new TrialLedgers(rules, typedFor, input);
        var (ledgers, pinned, sums) = (made.All(), made.Pinned(), slips.Sums(rules));
        var computed = ResultComputation.Compute(rules, ledgers, sums, slips.Turnout, pinned);
        if (computed.IsRefused(out var refusal))
            return refusal;
        var result = computed.Answer with { ComputedAt = at };
        if (unit is null)
            return new Computed(new(rules, result), null);
        // A derivation reads the counts of the unit's class only.
        var unitClass = rules.Units.First(known => known.Code == unit).Class;
        var scoring = new ScoringRules(rules, result.Turnout);
        GroupCount[][] counts = [.. rules.Units.Zip(sums, (known, sum) => known.Class == unitClass ? GroupCount.ByGroup(scoring.Of(known), sum) : [])];
        return new Computed(new(rules, result), UnitDerivation.Of(rules, counts, ledgers, unit, result, pinned));
    }

    private static IReadOnlyList<TrialNote> Notes(RoundRules rules, RoundRules changed, TrialInput input)
    {
        var (votes, combines) = (rules.VoteCriteria.Count > 0, rules.Combine is not null);
        (TrialNote Note, bool Holds)[] notes =
        [
            (TrialNote.MarksDrawn, votes && !combines && input.Marks is null),
            (TrialNote.MarksPaired, votes && !combines && input.Marks is not null),
            (TrialNote.PointsDrawn, !combines && input.Points is null),
            (TrialNote.WeightsDrawn, !combines && input.Points is null && rules.Bodies.Any(body => TrialLedgers.HasWeights(rules, body))),
            (TrialNote.RoundsDrawn, combines),
            (TrialNote.TailsDrawn, input.Points is null && rules.Vetoes.Any(veto => veto.When.Again is not null)),
            (TrialNote.PointsScaled, rules.AssessedCriteria.Zip(changed.AssessedCriteria).Any(pair => pair.First.Points != pair.Second.Points)),
        ];
        return [.. notes.Where(note => note.Holds).Select(note => note.Note)];
    }

    private sealed record Computed(TrialTable Table, UnitDerivation? Derivation);
}
