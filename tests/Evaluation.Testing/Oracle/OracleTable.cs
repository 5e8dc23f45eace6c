namespace Evaluation.Testing.Oracle;

/// <summary>A published share with its interval, each to four decimals.</summary>
public sealed record OracleShare(decimal Share, decimal Low, decimal High);

/// <summary>
/// The published figures of a group. Below the minimum every figure is null; <c>Why</c> is null when the group reports,
/// otherwise <c>below-minimum</c>, <c>low-awareness</c> or <c>no-score</c>, the first that applies.
/// </summary>
public sealed record OracleGroupRow(
    string Group, int? Slips, decimal? Awareness, decimal? Score, bool Reported, string? Why);

public sealed record OracleCriterionRow(string Criterion, decimal? Score, OracleShare? Positive);

/// <summary>Claimed, accepted and inspected points side by side.</summary>
public sealed record OracleAssessedRow(string Criterion, decimal? Claimed, decimal? Accepted, decimal? Inspected);

/// <summary>Every figure published of a unit: scores to the round's decimals, shares and errors to four.</summary>
public sealed record OracleUnitRow
{
    public required string Unit { get; init; }

    public required int? Rank { get; init; }

    public required int? Band { get; init; }

    public required decimal? Total { get; init; }

    public required decimal? Vote { get; init; }

    public required decimal? Inspection { get; init; }

    public required decimal? Self { get; init; }

    public required decimal? Daily { get; init; }

    /// <summary>The bonus that counts: after the cap.</summary>
    public required decimal Bonus { get; init; }

    public required decimal Deductions { get; init; }

    public required decimal? StandardError { get; init; }

    public required string? Grade { get; init; }

    public required bool Eligible { get; init; }

    public required IReadOnlyList<string> Incomplete { get; init; }

    public required int Slips { get; init; }

    public required OracleShare? Positive { get; init; }

    public required OracleShare? Top { get; init; }

    public required IReadOnlyList<OracleGroupRow> Groups { get; init; }

    public required IReadOnlyList<OracleCriterionRow> Criteria { get; init; }

    /// <summary>The codes of the vetoes that apply, in the order of the round.</summary>
    public required IReadOnlyList<string> Vetoes { get; init; }

    /// <summary>The reason why there is no vote score.</summary>
    public required string? NotRated { get; init; }

    public required IReadOnlyList<OracleAssessedRow> Assessed { get; init; }

    /// <summary>F24: the list at the bottom of the class that names the unit.</summary>
    public required string? Tail { get; init; }
}

/// <summary>A class with its units in ranked order; incomplete units come last, in the order of the round.</summary>
public sealed record OracleClassTable(string Class, IReadOnlyList<OracleUnitRow> Units);
