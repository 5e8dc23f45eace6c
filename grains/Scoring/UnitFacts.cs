using Evaluation.Scoring.Combining;

namespace Evaluation.Scoring;

/// <summary>The facts of a unit beside its slips: component scores, points and vetoes from its ledger.</summary>
public sealed record UnitFacts
{
    /// <summary>A unit that has slips only.</summary>
    public static readonly UnitFacts None = new();

    /// <summary>The inspection's score, 0 to 100 (F7, F8); null while it is missing.</summary>
    public Fraction? Inspection { get; init; }

    /// <summary>The self-assessment's score, 0 to 100, from the points a reviewer accepted (F7); null while it is missing.</summary>
    public Fraction? Self { get; init; }

    /// <summary>The daily score, 0 to 100 (F6); null while it is missing.</summary>
    public Fraction? Daily { get; init; }

    /// <summary>The sum of the approved bonuses in points of the total, before the cap of the total (F6, F19, F26).</summary>
    public Fraction Bonuses { get; init; }

    /// <summary>The sum of the approved deductions in points of the total, 0 or more, before the cap of the total (F6, F19, F26).</summary>
    public Fraction Deductions { get; init; }

    /// <summary>The failed spot checks in the period of the round (F18).</summary>
    public int FailedSpotChecks { get; init; }

    /// <summary>The vetoes that apply (F18).</summary>
    public IReadOnlyList<VetoResult> Vetoes { get; init; } = [];

    /// <summary>What the unit has in the rounds that its round combines, in the rules' order; null in a round that combines none.</summary>
    public IReadOnlyList<CombinedPart>? Parts { get; init; }

    /// <summary>The points of every assessed criterion, in the rules' order; they are published beside the scores (F7).</summary>
    public IReadOnlyList<AssessedPoints> Assessed { get; init; } = [];

    /// <summary>The score of every assessing body, the inspection panel first (F21); null where the rules have no bodies.</summary>
    public IReadOnlyList<BodyScore>? Bodies { get; init; }

    /// <summary>
    /// The sheets, figures and decisions that are still missing, where the rules have bodies, weights, periods or points from figures.
    /// </summary>
    public IReadOnlyList<MissingEntry> Missing { get; init; } = [];

    /// <summary>Whether points of the inspection compare the units of the class, or follow from the vote (F23).</summary>
    public bool IsCompared { get; init; }
}

/// <summary>
/// What a unit claimed of a criterion, a reviewer accepted and the inspectors gave, each from 0 to <paramref name="Maximum"/>. Only points
/// that follow from a plan may be more.
/// </summary>
/// <param name="Claimed">Null where nothing was filed, or the item was filed as not applicable.</param>
/// <param name="Accepted">Null where nothing was decided, or the item is not applicable.</param>
/// <param name="Inspected">Null where no inspector gave points and none follow from a figure.</param>
/// <param name="Periods">The same by period; null for a criterion without periods (F30).</param>
public sealed record AssessedPoints(
    string Criterion, decimal Maximum, Fraction? Claimed, Fraction? Accepted, Fraction? Inspected, IReadOnlyList<PointsInPeriod>? Periods = null);

/// <summary>The points of a criterion in one of its periods.</summary>
public sealed record PointsInPeriod(string Period, Fraction? Claimed, Fraction? Accepted, Fraction? Inspected);

/// <summary>What an assessing body gave a unit over its criteria.</summary>
/// <param name="By">Null for the inspection panel.</param>
/// <param name="Score">0 to 100; null while it is missing, and where no criterion is applicable.</param>
/// <param name="Sheets">The number of filed sheets.</param>
public sealed record BodyScore(string? By, Fraction? Score, int Sheets);
