using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Arithmetic;
using Evaluation.Scoring.Combining;
using Evaluation.Scoring.Derivation.Layout;
using Evaluation.Scoring.Derivation.Sections;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>
/// Explains every published number of a unit's result by its inputs, its rule and its arithmetic, line by line, in Chinese and English. The
/// arithmetic of a line, computed again from its text alone, gives the line's result to the last digit.
/// </summary>
/// <param name="Title">The round's title.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="Label">The unit's name.</param>
/// <param name="Class">The code of the unit's class.</param>
/// <param name="Version">The version of the result.</param>
/// <param name="ComputedAt">When that version was computed.</param>
/// <param name="Rules">The scoring rules that the lines name.</param>
public sealed record UnitDerivation(
    string Round,
    LocalText Title,
    string Unit,
    LocalText Label,
    string Class,
    int Version,
    DateTimeOffset ComputedAt,
    IReadOnlyList<DerivationRule> Rules,
    IReadOnlyList<DerivationSection> Sections)
{
    /// <summary>The derivation of one unit's figures from the inputs of the result. The same input gives the same text.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="counts">By unit, then by group, both in the rules' order.</param>
    /// <param name="ledgers">As they were when the result was computed, by the unit's code.</param>
    /// <param name="unit">A unit of the round.</param>
    /// <param name="result">The version of the result to explain.</param>
    /// <param name="pinned">The figures of the rounds that the round combines; null for none.</param>
    /// <param name="namesStaff">Whether adjustments name the two people who proposed and approved them.</param>
    /// <param name="showsCounts">Whether all counts are shown; otherwise the public ones (<see cref="PublicCells"/>).</param>
    /// <exception cref="ArgumentException">
    /// The rules do not give this result with these counts and ledgers: a derivation never explains another number than the published one.
    /// </exception>
    internal static UnitDerivation Of(
        RoundRules rules, GroupCount[][] counts, IReadOnlyDictionary<string, UnitLedger> ledgers, string unit, RoundResult result,
        IReadOnlyList<PinnedRound>? pinned = null, bool namesStaff = false, bool showsCounts = true)
    {
        var published = result.Classes.SelectMany(ranked => ranked.Units).First(figures => figures.Unit == unit);
        var scored = ScoredUnit.Of(rules, counts, ledgers, pinned, unit, result.Turnout);
        if (!UnitFigures.Of(scored.Class.Publish(scored.Scoring).Units.First(figures => figures.Unit == unit)).SequenceEqual(UnitFigures.Of(published)))
            throw new ArgumentException($"Version {result.Version} of {unit}'s result was not made of these counts and ledgers.");
        if (!showsCounts)
            scored = scored.Public();
        var draft = new DerivationDraft(rules, published);

        new ClassSection(draft, scored, rules).Write();
        if (rules.Combine is null)
            Own(draft, scored, namesStaff);
        else
            Combined(draft, scored);
        new GradeSection(draft, scored).Write();
        new TailSection(draft, scored).Write();

        var (named, sections) = draft.Finish();
        var evaluated = scored.Score.Unit;
        return new(rules.Id, rules.Title.Or(rules.Id), unit, evaluated.Label.Or(unit), evaluated.Class, result.Version, result.ComputedAt, named, sections);
    }

    private static void Own(DerivationDraft draft, ScoredUnit scored, bool namesStaff)
    {
        var scale = new ScaleSection(draft, scored);
        scale.Write();
        var groups = new GroupSection(draft, scored, scale);
        groups.Write();
        var rates = new RateSection(draft, scored, groups.Slips);
        rates.Write();
        var vote = new VoteSection(draft, scored, scale, groups);
        vote.Write();
        var voted = new Dictionary<string, Input?> { ["vote.topShare"] = rates.TopShare, ["vote.positiveShare"] = rates.PositiveShare, ["vote.score"] = vote.Score };
        var inspections = new InspectionSection(draft, scored, voted);
        var inspection = inspections.Write();
        var claims = new SelfSection(draft, scored);
        var self = claims.Write();
        new HeadingSection(draft, scored, vote, inspections, claims).Write();
        var total = new TotalSection(draft, scored, namesStaff);
        var daily = total.Daily();
        total.Write(new Dictionary<string, Input?> { ["vote"] = vote.Score, ["inspection"] = inspection, ["self"] = self, ["daily"] = daily });
        new VetoSection(draft, scored).Write();
        new RankSection(draft, scored).Write(total.Total, vote.Variance);
    }

    private static void Combined(DerivationDraft draft, ScoredUnit scored)
    {
        var combined = new CombinedSection(draft, scored);
        combined.Write();
        new VetoSection(draft, scored).Write();
        new RankSection(draft, scored).Write(combined.Total, combined.Variance);
    }
}
