using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Public.Forms;

/// <summary>The forms of the vote and of the ballot in plain words.</summary>
internal static class VoteForms
{
    public static IEnumerable<RuleForm> Of(RoundRules rules, RuleWords words) =>
    [
        new("scale", rules.OptionMax is { } scale ? [words.Say("scale", words.Number(scale))] : []),
        new("labels", [.. rules.Criteria.SelectMany(criterion => (criterion.OptionLabels ?? new Dictionary<string, LocalText>())
            .Select(label => words.Say("labels", words.Names.Criterion(criterion.Code), words.In(label.Value, label.Key), words.Option(label.Key))))]),
        new("parts", [.. rules.Groups.Where(group => group.Part is not null).GroupBy(group => group.Part)
            .Select(part => words.Say("of", part.Key, words.List(part.Select(group => words.Names.Group(group.Code)))))]),
        new("validity", [.. rules.Groups.SelectMany(group => Validity(words, group))]),
        new("ballot", rules.Ballot is { } ballot ? [.. Ballot(words, ballot)] : []),
    ];

    private static IEnumerable<string> Validity(RuleWords words, Group group)
    {
        if (group.TurnoutMin is { } turnout)
            yield return words.Say("turnoutMin", words.Names.Group(group.Code), words.Share(turnout));
        if (group.SlipsMin is { } slips)
            yield return words.Say("slipsMin", words.Names.Group(group.Code), slips);
    }

    private static IEnumerable<string> Ballot(RuleWords words, BallotRules ballot)
    {
        foreach (var limit in ballot.Limits ?? [])
            yield return words.Say(
                "limit", words.Names.Class(limit.Class), words.Names.Criterion(limit.Criterion),
                words.List(limit.Options.Select(option => words.Option(option, limit.Criterion))), words.List(Bounds(words, limit)));
        if (ballot.Uniform is { } uniform)
            yield return words.Say("uniform-" + uniform.ToString().ToLowerInvariant());
        if (ballot.Unfinished is { } unfinished)
            yield return words.Say("unfinished-" + unfinished.ToString().ToLowerInvariant());
    }

    private static IEnumerable<string> Bounds(RuleWords words, BallotLimit limit)
    {
        if (limit.Min is { } min)
            yield return words.Say("limit-min", min);
        if (limit.Max is { } max)
            yield return words.Say("limit-max", max);
        if (limit.MaxShare is { } share)
            yield return words.Say("limit-share", words.Share(share));
    }
}
