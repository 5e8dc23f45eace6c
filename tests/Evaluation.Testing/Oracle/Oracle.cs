using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>
/// An independent implementation of the scoring rules, written literally from their text in exact fractions, to check the product's scores.
/// It shares no code with the product, and it is not optimised.
/// </summary>
public static class Oracle
{
    /// <summary>
    /// Scores a round: the classes in the order of the round, each with its units in ranked order. Throws on a slip
    /// that does not belong to the round, and on a rule or an input for which the rules give no answer.
    /// </summary>
    /// <param name="round">A round definition, as the API takes it.</param>
    /// <param name="slips">The standing slips, in any order.</param>
    /// <param name="facts">Sheets, claims, ledger and the facts of vetoes; empty in a round of votes only.</param>
    public static IReadOnlyList<OracleClassTable> Score(
        JsonElement round, IReadOnlyList<OracleSlip> slips, OracleFacts? facts = null)
    {
        var rules = new OracleRound(round);
        var tally = new OracleTally(rules, slips);
        var votes = new OracleVote(rules, tally);
        var known = facts ?? new OracleFacts();
        var assessment = new OracleAssessment(rules, known);
        return [.. rules.Classes.Select(c => new OracleClassTable(c.Code, [.. OracleRanking
            .Of(rules, [.. rules.Units.Where(u => u.Class == c.Code)
                .Select(u => OracleStanding.Of(rules, u, votes, assessment, known))])
            .Select(place => Row(rules, tally, votes, assessment, place))]))];
    }

    /// <summary>F9: the panels for which the rules refuse to normalise, each with the units that it visited.</summary>
    public static IReadOnlyDictionary<string, int> PanelsTooSmall(JsonElement round, OracleFacts facts)
    {
        var rules = new OracleRound(round);
        return rules.NormalisesPanels ? new OracleAssessment(rules, facts).Panels.TooSmall : new Dictionary<string, int>();
    }

    private static OracleUnitRow Row(OracleRound round, OracleTally tally, OracleVote votes, OracleAssessment assessment, OraclePlace place)
    {
        var standing = place.Standing;
        var unit = standing.Unit;
        return new()
        {
            Unit = unit.Code,
            Rank = place.Rank,
            Band = place.Band,
            Total = standing.Total?.Round(round.Decimals),
            Vote = standing.Vote?.Round(round.Decimals),
            Inspection = standing.Inspection?.Round(round.Decimals),
            Self = standing.Self?.Round(round.Decimals),
            Daily = standing.Daily?.Round(round.Decimals),
            Bonus = standing.Bonus.Round(round.Decimals),
            Deductions = standing.Deductions.Round(round.Decimals),
            StandardError = standing.Variance?.Sqrt().Round(4),
            Grade = place.Grade,
            Eligible = standing.IsEligible,
            Incomplete = standing.Incomplete,
            Slips = votes.Slips(unit),
            Positive = votes.Published(unit, "top", "positive"),
            Top = votes.Published(unit, "top"),
            Groups = [.. round.Groups.Select(g => GroupRow(round, tally, unit, g))],
            Criteria = [.. round.VoteCriteria.Select((criterion, c) => new OracleCriterionRow(criterion.Code,
                votes.Score(unit, c)?.Round(round.Decimals), votes.Published(unit, c, "top", "positive")))],
            Vetoes = [.. standing.Vetoes.Select(v => v.Code)],
            NotRated = votes.WhyNotRated(unit),
            Assessed = [.. round.AssessedCriteria.Select(c => new OracleAssessedRow(c.Code,
                Rounded(assessment.Claim(unit.Code, c)?.Claimed), Rounded(assessment.Claim(unit.Code, c)?.Accepted),
                assessment.Inspected(unit.Code, c)?.Round(round.Decimals)))],
        };

        decimal? Rounded(decimal? points) => points is { } given ? ((Exact)given).Round(round.Decimals) : null;
    }

    private static OracleGroupRow GroupRow(OracleRound round, OracleTally tally, OracleUnit unit, string group)
    {
        var why = tally.Silence(unit.Code, group);
        return why == "below-minimum"
            ? new(group, null, null, null, false, why)
            : new(group, tally.Slips(unit.Code, group), tally.Awareness(unit.Code, group)?.Round(4),
                why is null ? tally.GroupScore(unit.Code, group)?.Round(round.Decimals) : null, why is null, why);
    }
}
