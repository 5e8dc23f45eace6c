using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Scoring.Derivation;

/// <summary>The code and the name of a scoring rule.</summary>
public sealed record DerivationRule(string Code, LocalText Name);

/// <summary>A titled list of lines.</summary>
public sealed record DerivationSection(LocalText Title, IReadOnlyList<DerivationLine> Lines);

/// <summary>One step of a derivation.</summary>
/// <param name="Line">Its number, such as <c>3.2</c>; later lines refer to it.</param>
/// <param name="Rule">The code of the rule that the line follows.</param>
public sealed record DerivationLine(string Line, string Rule, LocalText Title)
{
    /// <summary>An exact result with more characters is not shown: it is harder to read than the rounded one.</summary>
    private const int ExactCharacters = 24;

    /// <summary>The figures of the unit's result that the line explains; none for an intermediate step.</summary>
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    /// <summary>The rule's formula in its own symbols.</summary>
    public string? Formula { get; init; }

    public IReadOnlyList<DerivationInput> Inputs { get; init; } = [];

    /// <summary>
    /// The formula with values in the places of the symbols, written with <c>+ − × ÷ ² √ ( ) ⌊ ⌋ min max</c>, decimals and fractions. With
    /// one of <c>&lt; ≤ = ≥ &gt;</c> it is a comparison that is true, and there is no result. Null where there is nothing to compute; then
    /// the note gives the reason. Also null, beside a result, where the counts that it needs are left to auditors.
    /// </summary>
    public string? Arithmetic { get; init; }

    /// <summary>The arithmetic in parts, each a number with its input or what stands between numbers; empty without arithmetic.</summary>
    [JsonIgnore]
    public IReadOnlyList<DerivationPart> Parts { get; init; } = [];

    /// <summary>
    /// The exact value of the arithmetic, as a decimal where its decimals end, else as a fraction; null for a root that is neither.
    /// </summary>
    public string? Exact { get; init; }

    /// <summary>
    /// The value of the arithmetic, rounded once, half away from zero: with the published decimals where the line explains a published
    /// number, else with enough decimals for the next step.
    /// </summary>
    public string? Result { get; init; }

    /// <summary>What was left out and why, or what decided.</summary>
    public LocalText? Note { get; init; }

    /// <summary>The arithmetic with its result, as text for readers; null where there is nothing to compute.</summary>
    [JsonIgnore]
    public string? Equation => this switch
    {
        { Arithmetic: null, Result: { } withheld } => $"≈ {withheld}",
        { Arithmetic: null } or { Result: null } => Arithmetic,
        _ when Arithmetic == Result => Arithmetic,
        { Exact: { } exact } when IsSame(exact, Result) => $"{Arithmetic} = {Result}",
        { Exact: { Length: <= ExactCharacters } exact } when exact != Arithmetic => $"{Arithmetic} = {exact} ≈ {Result}",
        _ => $"{Arithmetic} ≈ {Result}",
    };

    /// <summary>Whether the result is the value of the arithmetic without rounding.</summary>
    [JsonIgnore]
    public bool IsExact => Exact is not null && Result is not null && IsSame(Exact, Result);

    // A decimal that was not rounded: the two differ only in zeros at the end.
    private static bool IsSame(string exact, string result) =>
        exact == result || (result.Contains('.', StringComparison.Ordinal) && result.TrimEnd('0').TrimEnd('.') == exact);
}

/// <summary>A value that enters a line.</summary>
/// <param name="Name">The symbol in the formula.</param>
/// <param name="Value">The value as written in the arithmetic.</param>
/// <param name="From">
/// <c>line 3.2</c>; <c>tally</c> or <c>slips</c>; <c>rules/policies/groupMin</c>, a place in the round's rules; <c>sheet/1</c>,
/// <c>weight/1</c>, <c>claim/leadership</c>, <c>adjustment/a1</c>, <c>spot-checks</c> of the unit's ledger; <c>unit/u02/…</c>, a figure of
/// another unit, whose own derivation explains it; <c>turnout/npc</c>, of the result; <c>ranking</c> or <c>published</c>.
/// </param>
public sealed record DerivationInput(string Name, string Value, string From);

/// <summary>A part of a line's arithmetic.</summary>
/// <param name="Text">As it stands in the arithmetic.</param>
/// <param name="Input">The input whose value the part is; null for a constant of the formula, and for what stands between numbers.</param>
public sealed record DerivationPart(string Text, DerivationInput? Input);
