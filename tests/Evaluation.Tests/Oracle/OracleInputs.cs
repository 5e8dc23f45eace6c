namespace Evaluation.Tests.Oracle;

/// <summary>One credential's marks for one unit: indexes into the options, one per vote criterion in paper order.</summary>
internal sealed record OracleSlip(string Unit, string Group, int[] Marks);

/// <summary>Points per assessed criterion; null says "not applicable". Every assessed criterion must be there.</summary>
internal sealed class OraclePoints(IEnumerable<KeyValuePair<string, Exact?>> points) : Dictionary<string, Exact?>(points);

/// <summary>An approved entry of the ledger; its kind is <c>bonus</c>, <c>deduction</c> or <c>daily</c>.</summary>
internal sealed record OracleAdjustment(string Kind, Exact Points);

/// <summary>The effect of a veto that holds: <c>ineligible</c>, <c>last</c>, or <c>cap</c> with the best grade allowed.</summary>
internal sealed record OracleVeto(string Effect, string? BestGrade = null);

/// <summary>What is known of the units beside the slips, by unit; all of it empty in a round of votes only.</summary>
internal sealed record OracleFacts
{
    public IReadOnlyDictionary<string, OraclePoints[]> Sheets { get; init; } = new Dictionary<string, OraclePoints[]>();

    public IReadOnlyDictionary<string, OraclePoints> Accepted { get; init; } = new Dictionary<string, OraclePoints>();

    public IReadOnlyDictionary<string, OracleAdjustment[]> Adjustments { get; init; } =
        new Dictionary<string, OracleAdjustment[]>();

    public IReadOnlyDictionary<string, OracleVeto[]> Vetoed { get; init; } = new Dictionary<string, OracleVeto[]>();
}
