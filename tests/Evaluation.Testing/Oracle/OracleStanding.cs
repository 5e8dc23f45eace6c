namespace Evaluation.Testing.Oracle;

/// <summary>The unrounded figures that decide a unit's place.</summary>
public sealed record OracleStanding
{
    public required OracleUnit Unit { get; init; }

    public required Exact? Vote { get; init; }

    public required Exact? Inspection { get; init; }

    public required Exact? Self { get; init; }

    public required Exact? Daily { get; init; }

    public required Exact Bonus { get; init; }

    public required Exact Deductions { get; init; }

    public required Exact? Top { get; init; }

    public required Exact? Negative { get; init; }

    /// <summary>F12: the square of the total's standard error; null without a vote score.</summary>
    public required Exact? Variance { get; init; }

    public required IReadOnlyList<OracleVeto> Vetoes { get; init; }

    public required IReadOnlyList<string> Incomplete { get; init; }

    /// <summary>F6; null when incomplete.</summary>
    public required Exact? Total { get; init; }

    /// <summary>F23: whether the total rests on points that compare units or follow from the vote, so that there is no band.</summary>
    public bool HasNoBand { get; init; }

    public bool IsEligible => Vetoes.All(v => v.Effect != "ineligible");

    public bool IsLast => Vetoes.Any(v => v.Effect == "last");

    public static OracleStanding Of(
        OracleRound round, OracleUnit unit, OracleVote votes, OracleAssessment assessment, OracleFacts facts)
    {
        var vote = votes.Score(unit);
        var inspection = assessment.Inspection(unit.Code);
        var self = assessment.Self(unit.Code);
        var daily = assessment.Daily(unit.Code);
        var bonus = assessment.Bonus(unit.Code);
        var deductions = assessment.Deductions(unit.Code);

        (string Name, Exact Share, Exact? Score)[] components =
        [
            ("vote", round.VoteShare, vote), ("inspection", round.InspectionShare, inspection),
            ("self", round.SelfShare, self), ("daily", round.DailyShare, daily),
        ];
        string[] incomplete = [.. components.Where(c => c.Share > 0 && c.Score is null).Select(c => c.Name)];
        Exact? total = incomplete.Length > 0 ? null
            : Exact.Sum(components.Where(c => c.Share > 0).Select(c => c.Share * c.Score!.Value)) / 100
                + bonus - deductions;

        return new()
        {
            Unit = unit,
            Vote = vote,
            Inspection = inspection,
            Self = self,
            Daily = daily,
            Bonus = bonus,
            Deductions = deductions,
            Top = votes.Share(unit, "top"),
            Negative = votes.Share(unit, "negative"),
            Variance = votes.Variance(unit) * (round.VoteShare / 100) * (round.VoteShare / 100),
            Vetoes = OracleVetoes.Of(round, facts, unit.Code),
            Incomplete = incomplete,
            Total = total,
            HasNoBand = round.InspectionShare > 0 && assessment.IsCompared(unit.Code),
        };
    }
}
