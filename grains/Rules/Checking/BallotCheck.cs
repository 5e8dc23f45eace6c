using Evaluation.Kernel.Reading;

namespace Evaluation.Rules.Checking;

/// <summary>Checks the limits of a ballot (F25): that they name what there is, and that a ballot can meet them.</summary>
internal static class BallotCheck
{
    private const string List = "/ballot/limits";

    public static void Check(CheckScope scope)
    {
        var rules = scope.Rules;
        var isWithoutVote = rules.VoteCriteria.Count == 0 && scope.IsSound("/criteria", rules.Criteria.Count, "source");
        if (isWithoutVote && rules.HasTwoParts)
            scope.Report("/credentials/twoParts", "is true, but nobody votes: no criterion has source \"vote\"; leave it out");
        if (rules.Ballot is not { } ballot)
            return;
        if (isWithoutVote)
        {
            scope.Report("/ballot", "has rules for ballots, but nobody votes: no criterion has source \"vote\"; leave it out");
            return;
        }
        var areKnown = true;
        foreach (var (index, limit) in (ballot.Limits ?? []).Index())
            areKnown &= Check(scope, $"{List}/{index}", limit);
        if (areKnown && scope.IsSound("/ballot") && scope.IsSound("/units", rules.Units.Count, "class"))
            CanBeMet(scope, ballot.Limits ?? []);
        if (ballot is { Unfinished: UnfinishedBallot.Ignore, NeedsFinish: false })
            scope.Report("/ballot/unfinished", "is \"ignore\", but no ballot has to be finished; give a limit a min, set uniform to \"refuse\", or leave this out");
        if (ballot.NeedsFinish && !rules.AllowRevote)
            scope.Report(
                "/allowRevote",
                "is false, but ballots are checked when they are finished (a min, or uniform \"refuse\"), and a ballot that does not pass could not be changed; allow it, or leave these rules out");
    }

    /// <returns>Whether class, criterion and options are known, so that the limit can be compared with others.</returns>
    private static bool Check(CheckScope scope, string at, BallotLimit limit)
    {
        var rules = scope.Rules;
        var isKnown = Refer(scope, $"{at}/class", limit.Class, "class", "/classes", [.. rules.Classes.Select(unitClass => unitClass.Code)]);
        isKnown &= Refer(scope, $"{at}/criterion", limit.Criterion, "vote criterion", "/criteria", [.. rules.VoteCriteria.Select(criterion => criterion.Code)]);
        if (isKnown && !rules.Classes.First(unitClass => unitClass.Code == limit.Class).Has(rules.VoteCriteria.First(criterion => criterion.Code == limit.Criterion)))
        {
            scope.Report($"{at}/criterion", $"{PlainText.Quoted(limit.Criterion)} is not on the paper of class {PlainText.Quoted(limit.Class)}; name a criterion to which the class gives points");
            isKnown = false;
        }
        scope.Count($"{at}/options", limit.Options.Count, 1, Limits.Options);
        string[] options = [.. rules.Options.Select(option => option.Code)];
        foreach (var (index, option) in limit.Options.Index())
        {
            isKnown &= Refer(scope, $"{at}/options/{index}", option, "option", "/options", options);
            if (limit.Options.Take(index).Contains(option))
                scope.Report($"{at}/options/{index}", $"{PlainText.Quoted(option)} is listed already");
        }
        if (limit is { Max: not null, MaxShare: not null })
            scope.Report($"{at}/maxShare", "is given beside max; give only one of them");
        if (limit is { Max: null, MaxShare: null, Min: null or 0 })
            scope.Report(at, "limits nothing; max, maxShare or a min above 0 is needed");
        scope.Range($"{at}/max", limit.Max ?? 0, 0, Limits.Units);
        scope.Range($"{at}/maxShare", limit.MaxShare ?? 0, 0, 1);
        scope.Range($"{at}/min", limit.Min ?? 0, 0, Limits.Units);
        return isKnown && limit.Options.Count > 0;
    }

    private static bool Refer(CheckScope scope, string pointer, string code, string what, string list, string[] known)
    {
        if (known.Contains(code))
            return true;
        if (scope.IsSound(list))
            scope.Report(pointer, $"{PlainText.Quoted(code)} is no {what} of the round; {NameHint.For(code, known)}");
        return false;
    }

    private static void CanBeMet(CheckScope scope, IReadOnlyList<BallotLimit> limits)
    {
        foreach (var ofClass in limits.Index().GroupBy(limit => limit.Item.Class))
        {
            var units = scope.Rules.Units.Count(unit => unit.Class == ofClass.Key);
            var feasibility = new BallotFeasibility(scope.Rules.Options.Count, units);
            foreach (var (index, limit) in ofClass)
            {
                if (Alone(limit, units) is { } fault)
                {
                    scope.Report($"{List}/{index}/min", fault);
                    break;
                }
                if (feasibility.Admits(limit.Criterion, Mask(scope.Rules, limit), limit.Min ?? 0, limit.MaxOf(units) ?? units))
                    continue;
                scope.Report(
                    $"{List}/{index}",
                    $"no ballot can meet this limit together with the limits before it for class {PlainText.Quoted(limit.Class)}, which has {units} units; lower a min or raise a max");
                break;
            }
        }
    }

    /// <summary>Why no ballot can meet the limit, whatever the others are; null if one can.</summary>
    private static string? Alone(BallotLimit limit, int units) =>
        limit.Min > units ? $"is {limit.Min}, but class {PlainText.Quoted(limit.Class)} has {units} units; no ballot can meet it"
        : limit.MaxOf(units) is { } max && limit.Min > max ? $"is {limit.Min}, above the maximum of {max} of {units} units; no ballot can meet both"
        : null;

    private static int Mask(RoundRules rules, BallotLimit limit) => rules.Options.Index().Where(option => limit.Options.Contains(option.Item.Code)).Sum(option => 1 << option.Index);
}
