namespace Evaluation.Rules;

/// <summary>What a round still lacks so that its result can be complete. It blocks nothing.</summary>
/// <param name="Pointer">The place in the definition.</param>
/// <param name="Code">
/// <c>no-assessed-criteria</c>, <c>no-panels</c>, <c>no-second-reviewer</c>, <c>option-scale</c>, <c>option-order</c>,
/// <c>small-crowd</c> or <c>panel-against-rules</c>.
/// </param>
/// <param name="Detail">A sentence for the staff.</param>
public sealed record RoundWarning(string Pointer, string Code, string Detail)
{
    /// <summary>The number of persons that decide on entries of a ledger: one proposes, another approves.</summary>
    private const int ReviewersMin = 2;

    /// <summary>All warnings in the order of the components.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="hasPanels">Whether a panel has a unit to inspect.</param>
    /// <param name="reviewers">The number of persons who are reviewers of the round.</param>
    public static IReadOnlyList<RoundWarning> Of(RoundRules rules, bool hasPanels, int reviewers)
    {
        var warnings = new List<RoundWarning>();
        foreach (var (pointer, component, share) in Assessed(rules))
        {
            if (component is not "daily" && !rules.HasAssessedCriteria)
                warnings.Add(new(pointer, "no-assessed-criteria", $"{component} has a share of {share} % of the total, and no criterion is assessed."));
            if (component is "inspection" && !hasPanels && (rules.SheetCriteria.Count > 0 || !rules.HasAssessedCriteria))
                warnings.Add(new(pointer, "no-panels", $"inspection has a share of {share} % of the total, and no panel has units to inspect."));
            if (reviewers < ReviewersMin)
                warnings.Add(new(pointer, "no-second-reviewer", $"{component} has a share of {share} % of the total, and the round has fewer than two persons as reviewers."));
        }
        return [.. warnings, .. OptionWarnings.Of(rules)];
    }

    /// <summary>The bodies without a panel, where several bodies assess and the inspection has a share.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="bodies">The bodies whose panels have units to inspect.</param>
    public static IEnumerable<RoundWarning> OfBodies(RoundRules rules, IReadOnlyCollection<string?> bodies) =>
        rules.Assessors is not { } assessors || rules.Components.Inspection == 0 || bodies.Count == 0
            ? []
            : rules.Bodies.Where(body => !bodies.Contains(body) && rules.SheetPeriods(body).Count > 0).Select(body => new RoundWarning(
                body is null ? "/panel" : $"/assessors/{assessors.Index().First(assessor => assessor.Item.Code == body).Index}", "no-panels",
                $"{(body is null ? "the inspection panel" : $"body '{body}'")} owns criteria, and no panel of it has units to inspect."));

    /// <summary>A panel that contradicts the rules, which were changed after it.</summary>
    public static RoundWarning OfPanel(string panel, string what) => new("/assessors", "panel-against-rules", $"panel '{panel}': {what}.");

    /// <summary>Groups with a crowd of credentials that is too small.</summary>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="groups">The codes of the groups.</param>
    public static IEnumerable<RoundWarning> OfSmallCrowds(RoundRules rules, IReadOnlyCollection<string> groups) =>
        rules.Groups.Index().Where(known => groups.Contains(known.Item.Code)).Select(known => new RoundWarning(
            $"/groups/{known.Index}", "small-crowd",
            $"group '{known.Item.Code}': fewer than {rules.Policies.GroupMin} credentials may rate the same units, so even without the key a ballot may be linked to a few people."));

    /// <summary>The round's shares, if a class has none of its own, then those of the classes (F28).</summary>
    private static IEnumerable<(string Pointer, string Component, decimal Share)> Assessed(RoundRules rules) =>
        (rules.Classes.Count > 0 && rules.Classes.All(unitClass => unitClass.Components is not null) ? [] : Assessed("/components", rules.Components))
        .Concat(rules.Classes.Index().SelectMany(own => own.Item.Components is { } shares ? Assessed($"/classes/{own.Index}/components", shares) : []));

    private static IEnumerable<(string Pointer, string Component, decimal Share)> Assessed(string pointer, Components components) =>
        new[] { ("inspection", components.Inspection), ("self", components.Self), ("daily", components.Daily) }
            .Where(component => component.Item2 > 0).Select(component => ($"{pointer}/{component.Item1}", component.Item1, component.Item2));
}
