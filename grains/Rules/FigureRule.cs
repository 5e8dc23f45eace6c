using System.Text.Json.Serialization;

namespace Evaluation.Rules;

/// <summary>How the points of an assessed criterion follow from a figure (F23).</summary>
/// <param name="By">The form of the rule. It decides which of the other members are used.</param>
/// <param name="Steps">For <c>steps</c>: from the best step to the worst.</param>
/// <param name="From">For <c>deduct</c>: the figure from which no points are deducted.</param>
/// <param name="Per">For <c>deduct</c>: the width of one deduction; above 0.</param>
/// <param name="Points">For <c>deduct</c>: the points of one deduction.</param>
/// <param name="Table">For <c>rank</c>: the points by rank, from the first.</param>
/// <param name="Else">For <c>rank</c>: the points beyond the table.</param>
/// <param name="StepPercent">For <c>rank</c>, instead of a table: the percentage of the maximum that every rank loses.</param>
/// <param name="Limit">For <c>plan</c>: the largest share of the target that counts.</param>
/// <param name="Better">Whether a low figure is better. Null for high.</param>
/// <param name="Of">The figure of the vote that is used. Null for a figure on the sheet.</param>
public sealed record FigureRule(
    FigureForm By,
    IReadOnlyList<FigureStep>? Steps = null,
    decimal? From = null,
    decimal? Per = null,
    decimal? Points = null,
    IReadOnlyList<decimal>? Table = null,
    decimal? Else = null,
    decimal? StepPercent = null,
    decimal? Limit = null,
    BetterFigure? Better = null,
    string? Of = null)
{
    /// <summary>The figures of the vote that a rule can use.</summary>
    public static readonly IReadOnlyList<string> VoteFigures = ["vote.topShare", "vote.positiveShare", "vote.score"];

    /// <summary>Whether the points compare the units of a class, or use the vote. They are computed after sealing only.</summary>
    [JsonIgnore]
    public bool NeedsSealing => By is FigureForm.Rank or FigureForm.Best || Of is not null;
}

/// <summary>A step of a rule: the points from a figure on.</summary>
public sealed record FigureStep(decimal From, decimal Points);

/// <summary>The forms of <see cref="FigureRule"/>.</summary>
[JsonConverter(typeof(CamelCaseEnum<FigureForm>))]
public enum FigureForm { Steps, Deduct, Rank, Best, Plan }

/// <summary>Which end of a figure is better.</summary>
[JsonConverter(typeof(CamelCaseEnum<BetterFigure>))]
public enum BetterFigure { High, Low }
