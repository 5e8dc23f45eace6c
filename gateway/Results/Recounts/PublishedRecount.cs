using System.Text.Json.Serialization;
using Evaluation.Rules;

namespace Evaluation.Gateway.Results.Recounts;

/// <summary>The shape of what is published with a version of a result for a recount. The bytes are written by the grains.</summary>
/// <param name="Format"><c>evaluation-recount-1</c>.</param>
/// <param name="Publishes"><c>tallies</c> or <c>slips</c>.</param>
/// <param name="Instead">Why tallies are published where the rules ask for slips; left out otherwise.</param>
/// <param name="Rules">The frozen definition, without the reports of units.</param>
/// <param name="Units">By the unit's code.</param>
/// <param name="Combined">The totals that were taken from other rounds; left out where the round combines none.</param>
internal sealed record PublishedRecount(
    string Format, string Round, int Version, string Publishes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RecountInstead? Instead,
    RoundRules Rules, IReadOnlyList<RecountUnit> Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RecountPart>? Combined);

/// <param name="Asked">What the rules ask for.</param>
/// <param name="Reasons">In English.</param>
internal sealed record RecountInstead(string Asked, IReadOnlyList<string> Reasons);

/// <param name="Answers">The marks of all shown groups together, by criterion in paper order.</param>
/// <param name="Variance">
/// The variance of all slips together, with four decimals, where all slips count alike (F32); left out elsewhere.
/// </param>
/// <param name="Groups">The groups with at least the group minimum of slips for the unit.</param>
/// <param name="Adjustments">The approved ones.</param>
internal sealed record RecountUnit(
    string Unit, IReadOnlyList<RecountAnswers> Answers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Variance,
    IReadOnlyList<RecountGroup> Groups, IReadOnlyList<RecountAdjustment> Adjustments);

/// <param name="Counts">By option in the rules' order; left out where they are not public.</param>
/// <param name="Why"><c>few</c> or <c>unanimous</c> where the counts are left out.</param>
internal sealed record RecountAnswers(
    string Criterion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why);

/// <param name="Why">
/// Why the counts are left to auditors: <c>few</c>, <c>beside-few</c> (they would tell those of a smaller group) or <c>unanimous</c> (a
/// group has given all the same answer to a criterion); left out where they are public.
/// </param>
/// <param name="Scores">Without counts: the score by criterion with six decimals, null without a valid mark.</param>
/// <param name="Counts">By criterion in paper order, then by option.</param>
/// <param name="Variance">The variance of the slips' scores with four decimals, beside counts.</param>
/// <param name="Patterns">Instead of counts, where slips are published.</param>
internal sealed record RecountGroup(
    string Group, long Slips,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string?>? Scores,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<IReadOnlyList<long>>? Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Variance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RecountPattern>? Patterns);

/// <param name="Marks">The indexes of the options, by criterion in paper order.</param>
/// <param name="Slips">At least three.</param>
internal sealed record RecountPattern(IReadOnlyList<int> Marks, long Slips);

/// <param name="Kind"><c>bonus</c>, <c>deduction</c> or <c>daily</c>.</param>
/// <param name="Entry">The entry of the catalogue, and its level; left out for a free adjustment.</param>
internal sealed record RecountAdjustment(
    string Kind, string Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Entry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Level);

/// <param name="Version">The version of that round's result.</param>
internal sealed record RecountPart(string Round, int Version, IReadOnlyList<RecountTotal> Units);

/// <param name="Unit">The unit's code in this round.</param>
/// <param name="Total">With six decimals; null where it is missing. The variance likewise.</param>
internal sealed record RecountTotal(string Unit, string? Total, string? Variance);
