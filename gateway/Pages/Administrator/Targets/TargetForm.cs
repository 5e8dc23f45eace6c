using System.Globalization;
using Evaluation.Gateway.Pages.Shared;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Targets;

namespace Evaluation.Gateway.Pages.Administrator.Targets;

/// <summary>The targets of a unit in a form, as they were typed.</summary>
/// <param name="Reason">Why signed targets are amended.</param>
public sealed record TargetForm(IReadOnlyList<TargetRow> Rows, string Reason = "")
{
    private static readonly string[] Fields = ["id", "title", "measure", "dueOn", "responsible"];

    /// <summary>The targets with one empty row, for the next one.</summary>
    public static TargetForm Of(UnitTargetsView? view) => new(
    [
        .. (view?.Targets ?? []).Select(target => new TargetRow(target.Id, target.Title, target.Measure, target.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), target.Responsible)),
        TargetRow.Empty,
    ]);

    internal static TargetForm Read(IFormCollection form)
    {
        return new([.. Enumerable.Range(0, Math.Min(form["title"].Count, Limits.TargetsPerUnit)).Select(Row)], form["reason"].ToString().Trim().ReplaceLineEndings("\n"));

        TargetRow Row(int row) => new(At("id", row), At("title", row), At("measure", row), At("dueOn", row), At("responsible", row));

        string At(string field, int row) => form[field].ElementAtOrDefault(row)?.Trim().ReplaceLineEndings("\n") ?? "";
    }

    /// <summary>The form after a button of a row: <c>add</c>, <c>remove 2</c>, <c>up 2</c>.</summary>
    public TargetForm Change(string act)
    {
        var rows = Rows.ToList();
        if (act == "add" && rows.Count < Limits.TargetsPerUnit)
            rows.Add(TargetRow.Empty);
        else if (act.Split(' ') is ["remove", var removed] && int.TryParse(removed, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < rows.Count)
            rows.RemoveAt(row);
        else if (act.Split(' ') is ["up", var moved] && int.TryParse(moved, NumberStyles.None, CultureInfo.InvariantCulture, out row) && row > 0 && row < rows.Count)
            (rows[row - 1], rows[row]) = (rows[row], rows[row - 1]);
        return this with { Rows = rows };
    }

    /// <summary>Without empty rows, and with an id for each new target: faults of a row are at its index then.</summary>
    public TargetForm Numbered()
    {
        var rows = Rows.Where(row => !row.IsEmpty).ToList();
        HashSet<string> used = [.. rows.Select(row => row.Id)];
        for (var (row, number) = (0, 1); row < rows.Count; row++)
        {
            if (rows[row].Id.Length > 0)
                continue;
            string id;
            do
                id = string.Create(CultureInfo.InvariantCulture, $"t{number++}");
            while (!used.Add(id));
            rows[row] = rows[row] with { Id = id };
        }
        return this with { Rows = rows };
    }

    /// <summary>What another person has stored, beside what this form holds. A target is found by its id.</summary>
    public IReadOnlyList<StaleChange> ChangesTo(UnitTargetsView? stored, Catalogue texts)
    {
        var standing = Of(stored).Rows.Where(row => !row.IsEmpty).ToList();
        return StaleChange.Of(standing.Concat(Rows.Where(row => !row.IsEmpty)).Select(row => row.Id).Distinct().Index().SelectMany(target =>
        {
            var (now, mine) = (standing.Find(row => row.Id == target.Item) ?? TargetRow.Empty, Rows.FirstOrDefault(row => row.Id == target.Item) ?? TargetRow.Empty);
            var number = texts.Say("targets.number", target.Index + 1);
            return new (string, string, string)[]
            {
                ($"{number} › {texts["targets.field-title"]}", now.Title, mine.Title), ($"{number} › {texts["unit.measure"]}", now.Measure, mine.Measure),
                ($"{number} › {texts["targets.field-dueOn"]}", now.DueOn, mine.DueOn), ($"{number} › {texts["targets.field-responsible"]}", now.Responsible, mine.Responsible),
            };
        }));
    }

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<NewTargets> ToTargets() => FormBody.Read(NewTargets.Read, RefusalCode.BadRequest, new() { ["targets"] = Body() });

    /// <summary>Read as the API reads a body.</summary>
    public Outcome<TargetAmendment> ToAmendment() => FormBody.Read(TargetAmendment.Read, RefusalCode.BadRequest, new() { ["targets"] = Body(), ["reason"] = Reason });

    private Dictionary<string, string>[] Body() =>
        [.. Rows.Select(row => Fields.Zip((string[])[row.Id, row.Title, row.Measure, row.DueOn, row.Responsible]).Where(field => field.Second.Length > 0).ToDictionary(field => field.First, field => field.Second))];
}

/// <summary>One target as typed.</summary>
public sealed record TargetRow(string Id, string Title, string Measure, string DueOn, string Responsible)
{
    public static readonly TargetRow Empty = new("", "", "", "", "");

    /// <summary>Whether nothing is typed. A target that stands is removed by its button only.</summary>
    public bool IsEmpty => Id.Length + Title.Length + Measure.Length + DueOn.Length + Responsible.Length == 0;
}

/// <summary>A grade as typed.</summary>
/// <param name="Target">The id of the target.</param>
/// <param name="Grade">The word of the API.</param>
public sealed record TypedGrade(string Target, string Grade, string Reason)
{
    /// <summary>The grade that was given meanwhile, beside this one.</summary>
    internal IReadOnlyList<StaleChange> ChangesTo(UnitTargetsView? stored, Catalogue texts)
    {
        var last = stored?.Targets.FirstOrDefault(target => target.Id == Target)?.Grades is { Count: > 0 } grades ? grades[^1] : null;
        return StaleChange.Of(
            (texts["targets.grade"], last is null ? "" : Word(last.Grade.ToString().ToLowerInvariant()), Word(Grade)), (texts["act.reason"], last?.Reason ?? "", Reason));

        string Word(string grade) => texts["targets.grade-" + grade];
    }
}
