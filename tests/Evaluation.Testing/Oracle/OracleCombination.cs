using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>Results of results: a round whose totals are the totals of other rounds by their shares.</summary>
public static class OracleCombination
{
    /// <summary>
    /// The classes of the round, each with its units in ranked order; and for every unit, in the order of the round, the lists at the
    /// bottom of the other rounds that name it: <c>u1 first:warned</c>.
    /// </summary>
    /// <param name="round">A definition with <c>combine</c> and without vetoes of its own.</param>
    /// <param name="parts">The unrounded figures of the combined rounds by their code.</param>
    public static (IReadOnlyList<OracleClassTable> Classes, IReadOnlyList<string> Tails) Score(
        JsonElement round, IReadOnlyDictionary<string, IReadOnlyList<OracleClassStanding>> parts)
    {
        var rules = new OracleRound(round);
        var places = parts.ToDictionary(p => p.Key, p => p.Value.SelectMany(c => OracleRanking.Of(c.Rules, c.Units)).ToDictionary(place => place.Standing.Unit.Code));
        OraclePart[] combined = [.. round.GetProperty("combine").EnumerateArray().Select(part => Part(part.GetProperty("round").GetString()!, part.GetProperty("share").GetDecimal()))];
        var units = rules.Units.Zip(round.GetProperty("units").EnumerateArray(), (unit, json) => (unit, Found: combined.Select(part => Find(part, unit.Code, Formerly(json))).ToArray())).ToArray();
        var standings = units.ToDictionary(u => u.unit.Code, u => Standing(rules, u.unit, combined, u.Found));
        return (
            [.. rules.Classes.Select(c => new OracleClassTable(c.Code, [.. OracleRanking.Of(rules.OfClass(c.Code),
                [.. rules.Units.Where(u => u.Class == c.Code).Select(u => standings[u.Code])]).Select(place => Row(rules, place))]))],
            [.. units.SelectMany(u => combined.Zip(u.Found).Where(p => p.Second?.Tail is not null).Select(p => $"{u.unit.Code} {p.First.Round}:{p.Second!.Tail}"))]);

        OraclePart Part(string code, Exact share) => new(code, share, places[code]);
    }

    private sealed record OraclePart(string Round, Exact Share, IReadOnlyDictionary<string, OraclePlace> Places);

    /// <summary>The unit under its own code, or under the only one of its former codes that the round has.</summary>
    private static OraclePlace? Find(OraclePart part, string unit, string[] formerly)
    {
        if (part.Places.TryGetValue(unit, out var own))
        {
            return own;
        }

        string[] known = [.. formerly.Where(part.Places.ContainsKey)];
        return known.Length == 1 ? part.Places[known[0]] : null;
    }

    private static string[] Formerly(JsonElement unit) =>
        unit.TryGetProperty("formerly", out var codes) ? [.. codes.EnumerateArray().Select(code => code.GetString()!)] : [];

    private static OracleStanding Standing(OracleRound rules, OracleUnit unit, OraclePart[] parts, OraclePlace?[] found)
    {
        var known = parts.Zip(found, (part, place) => (Part: part, place?.Standing)).ToArray();
        string[] incomplete = [.. known.Where(k => k.Standing?.Total is null).Select(k => k.Part.Round)];
        Exact[] variances = [.. known.Where(k => k.Standing?.Variance is not null).Select(k => k.Part.Share * k.Part.Share * k.Standing!.Variance!.Value)];
        return new()
        {
            Unit = unit,
            Vote = null,
            Inspection = null,
            Self = null,
            Daily = null,
            Bonus = 0,
            Deductions = 0,
            Top = null,
            Negative = null,
            Variance = variances.Length == 0 ? null : Exact.Sum(variances) / 10000,
            Vetoes = [.. known.SelectMany(k => (k.Standing?.Vetoes ?? []).Select(veto => Carried(rules, k.Part.Round, veto)))],
            Incomplete = incomplete,
            Total = incomplete.Length > 0 ? null : Exact.Sum(known.Select(k => k.Part.Share * k.Standing!.Total!.Value)) / 100,
            HasNoBand = known.Any(k => k.Standing?.HasNoBand == true),
        };
    }

    // A limit to a grade that this round does not have can only take away the first one.
    private static OracleVeto Carried(OracleRound rules, string round, OracleVeto veto) => veto with
    {
        Code = $"{round}:{veto.Code}",
        Effect = veto.Effect == "cap" && rules.Grades.All(g => g.Code != veto.BestGrade) ? "ineligible" : veto.Effect,
    };

    private static OracleUnitRow Row(OracleRound rules, OraclePlace place) => new()
    {
        Unit = place.Standing.Unit.Code,
        Rank = place.Rank,
        Band = place.Band,
        Total = place.Standing.Total?.Round(rules.Decimals),
        Vote = null,
        Inspection = null,
        Self = null,
        Daily = null,
        Bonus = 0,
        Deductions = 0,
        StandardError = place.Standing.Variance?.Sqrt().Round(4),
        Grade = place.Grade,
        Eligible = place.Standing.IsEligible,
        Incomplete = place.Standing.Incomplete,
        Slips = 0,
        Positive = null,
        Top = null,
        Groups = [],
        Criteria = [],
        Vetoes = [.. place.Standing.Vetoes.Select(v => v.Code)],
        NotRated = null,
        Assessed = [],
        Tail = place.Tail,
    };
}
