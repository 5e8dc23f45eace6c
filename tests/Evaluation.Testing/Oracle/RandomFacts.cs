namespace Evaluation.Testing.Oracle;

/// <summary>
/// Sheets, claims and ledger of a drawn round, by its seed: zero to eight sheets a unit, items not applicable, claims that were never filed
/// or decided, adjustments that nobody or only the proposer approved, spot checks outside the period, facts that no veto names.
/// </summary>
public static class RandomFacts
{
    private static readonly DateOnly?[] Days = [null, new(2020, 1, 1), new(2020, 6, 30), new(2020, 12, 31), new(2019, 12, 31), new(2021, 1, 1)];

    public static OracleFacts Of(RandomRound drawn)
    {
        var facts = new OracleFacts();
        var panels = drawn.Next(1, 3);
        foreach (var (index, unit) in drawn.Units.Index())
        {
            var panel = panels == 1 ? null : drawn.Next(0, 12) == 0 ? "p0" : $"p{index % panels}";
            facts.Sheets[unit] = [.. Many(drawn.Next(0, 10) == 0 ? 0 : drawn.Next(1, 9)).Select(_ => Sheet(drawn, panel))];
            facts.Claims[unit] = drawn.Next(0, 10) == 0 ? [] : [.. drawn.Assessed.Where(_ => drawn.Next(0, 25) > 0).Select(item => Claim(drawn, item))];
            facts.Adjustments[unit] = [.. Many(drawn.Next(0, 6)).Select(_ => Adjustment(drawn))];
            facts.SpotChecks[unit] = [.. Many(drawn.Next(0, 6)).Select(_ => new OracleSpotCheck(drawn.Next(0, 3) > 0, drawn.Pick(Days)))];
            facts.Stated[unit] = drawn.Next(0, 4) > 0 ? [] : [.. Many(drawn.Next(1, 3)).Select(_ => drawn.Pick("named-in-bulletin", "fined", "unheard-of"))];
        }
        return facts;
    }

    private static IEnumerable<int> Many(int count) => Enumerable.Range(0, count);

    private static OracleSheet Sheet(RandomRound drawn, string? panel) =>
        new(panel, drawn.Assessed.ToDictionary(item => item.Code, item => drawn.Next(0, 6) == 0 ? null : (decimal?)(item.Points * drawn.Pick(0m, 0.5m, 0.75m, 1m))));

    private static OracleClaim Claim(RandomRound drawn, (string Code, decimal Points) item)
    {
        var accepted = item.Points * drawn.Pick(0.5m, 0.75m, 1m);
        return drawn.Next(0, 25) switch
        {
            0 => new(item.Code, item.Points, null),
            1 => new(item.Code, null, 0),
            < 6 => new(item.Code, null, null),
            _ => new(item.Code, item.Points, accepted),
        };
    }

    private static OracleAdjustment Adjustment(RandomRound drawn) =>
        new(drawn.Pick("bonus", "deduction", "daily"), drawn.Next(1, 200) / drawn.Pick(4m, 100m, 1m), "li", drawn.Pick(null, "li", "wang", "wang", "zhao"));
}
