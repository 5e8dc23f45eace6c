using System.Text.Json;

namespace Evaluation.Testing.Oracle;

/// <summary>The unrounded figures of a class, with what they follow from.</summary>
public sealed record OracleClassStanding(
    string Class, OracleRound Rules, OracleTally Tally, OracleVote Votes, OracleAssessment Assessment, IReadOnlyList<OracleStanding> Units);

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
        return [.. Standings(round, slips, facts).Select(c => new OracleClassTable(c.Class, [.. OracleRanking.Of(c.Rules, c.Units)
            .Select(place => Row(c.Rules, c.Tally, c.Votes, c.Assessment, place))]))];
    }

    /// <summary>The unrounded figures of the units by class, in the order of the round.</summary>
    public static IReadOnlyList<OracleClassStanding> Standings(JsonElement round, IReadOnlyList<OracleSlip> slips, OracleFacts? facts = null)
    {
        var whole = new OracleRound(round);
        var known = facts ?? new OracleFacts();
        if (slips.FirstOrDefault(slip => whole.Units.All(u => u.Code != slip.Unit)) is { } stranger)
        {
            throw new FormatException($"not a slip of this round: {stranger}");
        }

        var validity = new OracleValidity(whole, slips, known.Voters);
        var tallies = whole.Classes.ToDictionary(c => c.Code, c => new OracleTally(
            whole.OfClass(c.Code), [.. slips.Where(s => whole.Units.Single(u => u.Code == s.Unit).Class == c.Code)], validity));
        var votes = whole.Classes.ToDictionary(c => c.Code, c => new OracleVote(whole.OfClass(c.Code), tallies[c.Code]));
        var assessment = new OracleAssessment(whole, known, (unit, figure) => votes[unit.Class].Figure(unit, figure));
        return [.. whole.Classes.Select(c => new OracleClassStanding(c.Code, whole.OfClass(c.Code), tallies[c.Code], votes[c.Code], assessment,
            [.. whole.Units.Where(u => u.Class == c.Code).Select(u => OracleStanding.Of(whole.OfClass(c.Code), u, votes[c.Code], assessment, known))]))];
    }

    /// <summary>F9: the panels for which the rules refuse to normalise, each with the units that it visited.</summary>
    public static IReadOnlyList<(string Panel, int Units)> PanelsTooSmall(JsonElement round, OracleFacts facts)
    {
        var rules = new OracleRound(round);
        return rules.NormalisesPanels
            ? [.. new OracleAssessment(rules, facts, (_, figure) => throw new FormatException($"{figure} with normalised panels")).Panels.SelectMany(p => p.TooSmall.Select(t => (t.Key, t.Value)))]
            : [];
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
                assessment.Claimed(unit.Code, c)?.Round(round.Decimals), assessment.Accepted(unit.Code, c)?.Round(round.Decimals),
                assessment.Inspected(unit.Code, c)?.Round(round.Decimals)))],
            Tail = place.Tail,
        };
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
