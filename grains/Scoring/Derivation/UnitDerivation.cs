using System.Text.Json.Serialization;
using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Ledgers;
using Evaluation.Scoring.Votes;

namespace Evaluation.Scoring.Derivation;

/// <summary>
/// Every published number of a unit's result opened into its inputs, its rule and its arithmetic, line by line, in Chinese and English. The arithmetic of a
/// line, computed again from its text alone, gives the line's result to the last digit.
/// </summary>
/// <param name="Title">The round's.</param>
/// <param name="Unit">The unit's code.</param>
/// <param name="Label">The unit's name.</param>
/// <param name="Class">The code of the unit's class.</param>
/// <param name="Version">Of the result that is explained.</param>
/// <param name="ComputedAt">When that version was computed.</param>
/// <param name="Rules">The rules that the lines name.</param>
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
    /// <summary>The derivation of one unit's figures, from what the result was made of. The same input gives the same text.</summary>
    /// <param name="rules">The round's.</param>
    /// <param name="counts">By unit, then by group, both in the rules' order.</param>
    /// <param name="ledgers">As they were when the result was computed, by the unit's code.</param>
    /// <param name="unit">A unit of the round.</param>
    /// <param name="result">The version of the result that is explained.</param>
    /// <exception cref="ArgumentException">
    /// The rules do not give this result with these counts and ledgers: nothing is shown that would explain another number than the published one.
    /// </exception>
    internal static UnitDerivation Of(
        RoundRules rules, GroupCount[][] counts, IReadOnlyDictionary<string, UnitLedger> ledgers, string unit, RoundResult result)
    {
        var published = result.Classes.SelectMany(ranked => ranked.Units).First(figures => figures.Unit == unit);
        var known = CaseOf(rules, counts, ledgers, unit);
        var scored = known.Class.Publish(known.Scoring).Units.First(figures => figures.Unit == unit);
        if (!UnitFigures.Of(scored).SequenceEqual(UnitFigures.Of(published)))
            throw new ArgumentException($"Version {result.Version} of {unit}'s result was not made of these counts and ledgers.");
        var draft = new DerivationDraft(rules, published);

        var groups = new GroupLines(draft, known);
        groups.Write();
        new ShareLines(draft, known, groups.Slips).Write();
        var vote = new VoteLines(draft, known, groups);
        vote.Write();
        var inspection = new InspectionLines(draft, known).Write();
        var self = new SelfLines(draft, known).Write();
        var total = new TotalLines(draft, known);
        var daily = total.Daily();
        total.Write(new Dictionary<string, Amount?> { ["vote"] = vote.Score, ["inspection"] = inspection, ["self"] = self, ["daily"] = daily });
        new VetoLines(draft, known).Write();
        new RankLines(draft, known).Write(total.Total, vote.Variance);
        new GradeLines(draft, known).Write();

        var (named, sections) = draft.Finish();
        return new(rules.Id, rules.Title.Or(rules.Id), unit, known.Score.Unit.Label.Or(unit), known.Score.Unit.Class, result.Version, result.ComputedAt, named, sections);
    }

    private static Case CaseOf(RoundRules rules, GroupCount[][] counts, IReadOnlyDictionary<string, UnitLedger> ledgers, string code)
    {
        var scoring = new ScoringRules(rules);
        var unit = rules.Units.First(unit => unit.Code == code);
        var scored = RoundScoring.Class(scoring, rules.Classes.First(unitClass => unitClass.Code == unit.Class), counts, LedgerFacts.Of(rules, ledgers).Answer);
        return new(scoring, scored, scored.Units.First(score => score.Unit.Code == code), LedgerFacts.Ledger(ledgers, unit), Inspections.Of(rules, ledgers).Answer);
    }
}

/// <summary>A scoring rule by its name.</summary>
public sealed record DerivationRule(string Code, LocalText Name);

/// <summary>Lines that belong together.</summary>
public sealed record DerivationSection(LocalText Title, IReadOnlyList<DerivationLine> Lines);

/// <summary>One step of a derivation.</summary>
/// <param name="Line">Its number, such as <c>3.2</c>; later lines refer to it.</param>
/// <param name="Rule">The code of the rule that it follows.</param>
/// <param name="Title">What it is about.</param>
public sealed record DerivationLine(string Line, string Rule, LocalText Title)
{
    /// <summary>An exact result with more characters than this says less than its rounded one.</summary>
    private const int ExactCharacters = 24;

    /// <summary>The figures of the unit's result that it explains; none for a step in between.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The rule's formula in its own symbols.</summary>
    public string? Formula { get; init; }

    public IReadOnlyList<DerivationInput> Inputs { get; init; } = [];

    /// <summary>
    /// The formula with the inputs put in, in <c>+ − × ÷ ² √ ( ) ⌊ ⌋ min max</c>, decimals and fractions. With one of <c>&lt; ≤ = ≥ &gt;</c> it is a statement that
    /// is true, and there is no result. Null where there is nothing to compute, and the note says why.
    /// </summary>
    public string? Arithmetic { get; init; }

    /// <summary>What the arithmetic gives, as a decimal where that ends, else as a fraction; null for a root that is neither.</summary>
    public string? Exact { get; init; }

    /// <summary>What the arithmetic gives, rounded once, half away from zero: as published where the line explains a number, else with enough decimals to go on with.</summary>
    public string? Result { get; init; }

    /// <summary>What was left out, and why; what decided.</summary>
    public LocalText? Note { get; init; }

    /// <summary>The arithmetic with what it gives, as people read it; null where there is nothing to compute.</summary>
    [JsonIgnore]
    public string? Equation => this switch
    {
        { Arithmetic: null } or { Result: null } => Arithmetic,
        _ when Arithmetic == Result => Arithmetic,
        { Exact: { } exact } when IsSame(exact, Result) => $"{Arithmetic} = {Result}",
        { Exact: { Length: <= ExactCharacters } exact } when exact != Arithmetic => $"{Arithmetic} = {exact} ≈ {Result}",
        _ => $"{Arithmetic} ≈ {Result}",
    };

    // A decimal that was not cut off: the same but for zeros at the end.
    private static bool IsSame(string exact, string result) =>
        exact == result || (result.Contains('.', StringComparison.Ordinal) && result.TrimEnd('0').TrimEnd('.') == exact);
}

/// <summary>A value that goes into a line.</summary>
/// <param name="Name">What the formula calls it.</param>
/// <param name="Value">As it stands in the arithmetic.</param>
/// <param name="From">
/// <c>line 3.2</c>; <c>tally</c> or <c>slips</c>; <c>rules/policies/groupMin</c>, a place in the round's rules; <c>sheet/1</c>, <c>claim/leadership</c>,
/// <c>adjustment/a1</c>, <c>spot-checks</c> of the unit's ledger; <c>unit/u02/…</c>, a figure of another unit, whose own derivation explains it; <c>ranking</c> or
/// <c>published</c>.
/// </param>
public sealed record DerivationInput(string Name, string Value, string From);
