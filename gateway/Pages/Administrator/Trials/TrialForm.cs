using System.Globalization;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Trials;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Trials;

/// <summary>The form of a trial as it was typed. It is part of the address: nothing is stored.</summary>
/// <param name="Voters">The typed numbers by group.</param>
/// <param name="Changes">The chosen numbers of the definition, each with its typed value.</param>
public sealed record TrialForm(string Seed, string Unit, IReadOnlyDictionary<string, string> Voters, IReadOnlyList<(string Pointer, string Value)> Changes)
{
    /// <summary>Numbers that the form changes at once: two shares, or two weights.</summary>
    public const int ChangesMax = 2;

    internal static TrialForm Read(IQueryCollection query, RoundRules rules) => new(
        query["seed"].ToString().Trim(),
        query["unit"].ToString(),
        rules.Groups.ToDictionary(group => group.Code, group => query[$"voters.{group.Code}"].ToString().Trim()),
        [.. Enumerable.Range(1, ChangesMax).Select(number => (query[$"field{number}"].ToString(), query[$"value{number}"].ToString().Trim()))]);

    /// <summary>The trial that is asked for, with the faults of a body of the API.</summary>
    internal Outcome<NewTrial> ToTrial() => FormBody.Read(NewTrial.Read, RefusalCode.BadRequest, new()
    {
        ["seed"] = Number(Seed),
        ["voters"] = Voters.Where(group => group.Value.Length > 0).ToDictionary(group => group.Key, group => Number(group.Value)),
        ["change"] = Changes.Where(change => change.Pointer.Length > 0).GroupBy(change => change.Pointer).ToDictionary(change => change.Key, change => Number(change.Last().Value)),
    });

    // What is no number stays a text, which the reader of the body refuses with its place.
    private static object? Number(string typed) => decimal.TryParse(typed, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) ? number : typed;

    /// <summary>The numbers that the form offers to change, by their pointer, each with its name and its value.</summary>
    internal static IEnumerable<(string Pointer, string Name, decimal Value)> Fields(RoundRules rules, Catalogue texts, RoundNames names)
    {
        foreach (var (name, share) in new[] { ("vote", rules.Components.Vote), ("inspection", rules.Components.Inspection), ("self", rules.Components.Self), ("daily", rules.Components.Daily) })
            if (name == "vote" || rules.HasAssessedCriteria)
                yield return ($"/components/{name}", texts.Say("trial.percent", texts["component." + name]), share);
        foreach (var (index, unitClass) in rules.Classes.Index())
            foreach (var (group, weight) in unitClass.Weights)
                yield return ($"/classes/{index}/weights/{group}", texts.Say("trial.weight", names.Class(unitClass.Code), names.Group(group)), weight);
        foreach (var (index, criterion) in rules.Criteria.Index())
            yield return ($"/criteria/{index}/points", texts.Say("trial.points", names.Criterion(criterion.Code)), criterion.Points);
        foreach (var (index, grade) in rules.Grades.Index())
        {
            yield return ($"/grades/{index}/min", texts.Say("trial.gradeMin", names.Grade(grade.Code)), grade.Min);
            if (grade.Quota is { } quota)
                yield return ($"/grades/{index}/quota", texts.Say("trial.quota", names.Grade(grade.Code)), quota);
        }
    }
}
