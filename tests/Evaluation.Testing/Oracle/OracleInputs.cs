namespace Evaluation.Testing.Oracle;

/// <summary>One credential's marks for one unit: indexes into the options, one per vote criterion in paper order.</summary>
public sealed record OracleSlip(string Unit, string Group, int[] Marks);

/// <summary>One inspector's points per assessed criterion, complete; null means "not applicable".</summary>
public sealed record OracleSheet(string? Panel, IReadOnlyDictionary<string, decimal?> Points);

/// <summary>What a unit claimed of a criterion, null for "not applicable", and what was accepted, null before the decision.</summary>
public sealed record OracleClaim(string Criterion, decimal? Claimed, decimal? Accepted);

/// <summary>An entry of the ledger; its kind is <c>bonus</c>, <c>deduction</c> or <c>daily</c>.</summary>
public sealed record OracleAdjustment(string Kind, decimal Points, string ProposedBy, string? ApprovedBy);

public sealed record OracleSpotCheck(bool Failed, DateOnly? On);

/// <summary>The facts of the units beside the slips, by unit; empty in a round of votes only.</summary>
public sealed record OracleFacts
{
    public Dictionary<string, OracleSheet[]> Sheets { get; init; } = [];

    public Dictionary<string, OracleClaim[]> Claims { get; init; } = [];

    public Dictionary<string, OracleAdjustment[]> Adjustments { get; init; } = [];

    public Dictionary<string, OracleSpotCheck[]> SpotChecks { get; init; } = [];

    /// <summary>The names of the facts stated about a unit.</summary>
    public Dictionary<string, string[]> Stated { get; init; } = [];
}
