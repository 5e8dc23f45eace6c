using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Trials;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Trials;

/// <summary>The form of a trial as it was typed. Nothing is stored.</summary>
/// <param name="Voters">The typed numbers by group.</param>
/// <param name="Changes">The chosen numbers of the definition, each with its typed value.</param>
/// <param name="Marks">Counts of marks as a table; empty to draw them.</param>
/// <param name="Points">Points, figures and entries as a table; empty to draw them.</param>
public sealed record TrialForm(
    string Seed, string Unit, IReadOnlyDictionary<string, string> Voters, IReadOnlyList<(string Pointer, string Value)> Changes, string Marks = "", string Points = "")
{
    /// <summary>Numbers that the form changes at once: two shares, or two weights.</summary>
    public const int ChangesMax = 2;

    /// <param name="field">The text of a field; empty for one that was not sent.</param>
    internal static TrialForm Read(Func<string, string> field, RoundRules rules) => new(
        field("seed").Trim(),
        field("unit"),
        rules.Groups.ToDictionary(group => group.Code, group => field($"voters.{group.Code}").Trim()),
        [.. Enumerable.Range(1, ChangesMax).Select(number => (field($"field{number}"), field($"value{number}").Trim()))],
        field("marks").ReplaceLineEndings("\n"),
        field("points").ReplaceLineEndings("\n"));

    /// <summary>The trial that is asked for, with the faults of a body of the API.</summary>
    internal Outcome<NewTrial> ToTrial(RoundRules rules)
    {
        var faults = new List<Fault>();
        if (Changes.Any(change => change.Pointer.Length == 0 && change.Value.Length > 0))
            faults.Add(new("/change", "has a value without a parameter; choose the parameter that it changes"));
        if (Changes.Where(change => change.Pointer.Length > 0).CountBy(change => change.Pointer).Any(chosen => chosen.Value > 1))
            faults.Add(new("/change", "names one parameter twice; give it one value"));
        faults.AddRange(rules.Groups.Where(group => Voters.GetValueOrDefault(group.Code, "") is { Length: > 0 } typed && FormNumber.Whole(typed) is null)
            .Select(group => new Fault($"/voters/{JsonCursor.Escaped(group.Code)}", $"must be from 0 to {group.Roll}, the roll of the group, but is {PlainText.Quoted(Voters[group.Code])}")));
        var (marks, points) = (TypedData.Marks.Read(Marks, rules, faults), TypedData.Points.Read(Points, rules, faults));
        if (faults.Count > 0)
            return new Refusal(RefusalCode.BadRequest, "Some fields cannot be read.", ("faults", (IReadOnlyList<Fault>)faults));
        return FormBody.Read(NewTrial.Read, RefusalCode.BadRequest, new()
        {
            ["seed"] = FormNumber.OrText(Seed),
            ["voters"] = Voters.Where(group => group.Value.Length > 0).ToDictionary(group => group.Key, group => FormNumber.OrText(group.Value)),
            ["marks"] = marks,
            ["points"] = points,
            ["change"] = Changes.Where(change => change.Pointer.Length > 0).ToDictionary(change => change.Pointer, change => FormNumber.OrText(change.Value)),
        });
    }

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
