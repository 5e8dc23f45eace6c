namespace Evaluation.Testing.Oracle;

/// <summary>One credential's marks for one unit: indexes into the options, one per vote criterion in paper order.</summary>
public sealed record OracleSlip(string Unit, string Group, int[] Marks);

/// <summary>One inspector's points per assessed criterion of the sheet, complete; null means "not applicable".</summary>
public sealed record OracleSheet(string? Panel, IReadOnlyDictionary<string, decimal?> Points)
{
    /// <summary>F21: the body; null for the inspection panel.</summary>
    public string? By { get; init; }

    /// <summary>F30: null for criteria without periods.</summary>
    public string? Period { get; init; }

    /// <summary>Null where nobody asks who it was.</summary>
    public string? Inspector { get; init; }

    /// <summary>F23: figures per criterion whose points follow from one; null means "not applicable".</summary>
    public IReadOnlyDictionary<string, OracleFigure?> Figures { get; init; } = new Dictionary<string, OracleFigure?>();
}

/// <summary>F23: a verified figure, with its target for <c>plan</c>.</summary>
public sealed record OracleFigure(decimal Value, decimal? Target = null);

/// <summary>F21: the weight of an assigned inspector of a body, whether a sheet was filed or not.</summary>
public sealed record OracleWeight(string Inspector, decimal Weight, string? By = null);

/// <summary>What a unit claimed of a criterion, null for "not applicable", and what was accepted, null before the decision.</summary>
public sealed record OracleClaim(string Criterion, decimal? Claimed, decimal? Accepted, string? Period = null);

/// <summary>An entry of the ledger; its kind is <c>bonus</c>, <c>deduction</c> or <c>daily</c>.</summary>
public sealed record OracleAdjustment(string Kind, decimal Points, string ProposedBy, string? ApprovedBy)
{
    /// <summary>F26: the entry of the catalogue that gives the points; null for free points.</summary>
    public string? Entry { get; init; }

    public string Level { get; init; } = "";
}

/// <summary>F24: a place in the tail of another round.</summary>
public sealed record OracleTailPlace(string Round, string Tail);

public sealed record OracleSpotCheck(bool Failed, DateOnly? On);

/// <summary>The facts of the units beside the slips, by unit; empty in a round of votes only.</summary>
public sealed record OracleFacts
{
    public Dictionary<string, OracleSheet[]> Sheets { get; init; } = [];

    public Dictionary<string, OracleClaim[]> Claims { get; init; } = [];

    /// <summary>F21: the weights of a unit's inspectors.</summary>
    public Dictionary<string, OracleWeight[]> Weights { get; init; } = [];

    /// <summary>F24: where a unit was in the tail of another round.</summary>
    public Dictionary<string, OracleTailPlace[]> Tails { get; init; } = [];

    /// <summary>F29: the number of voters by group, null where it is hidden; without it no group is judged.</summary>
    public IReadOnlyDictionary<string, int?>? Voters { get; init; }

    public Dictionary<string, OracleAdjustment[]> Adjustments { get; init; } = [];

    public Dictionary<string, OracleSpotCheck[]> SpotChecks { get; init; } = [];

    /// <summary>The names of the facts stated about a unit.</summary>
    public Dictionary<string, string[]> Stated { get; init; } = [];
}
