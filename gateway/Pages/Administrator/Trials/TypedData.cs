using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;

namespace Evaluation.Gateway.Pages.Administrator.Trials;

/// <summary>
/// Example data of a trial, pasted as a table. The first row names the columns, in English or in Chinese; units, groups, criteria and
/// options stand there with their codes or their names.
/// </summary>
/// <param name="At">The member of the body that the table stands for, as a pointer.</param>
/// <param name="Columns">The member of each column with its Chinese name, and whether it is a number.</param>
internal sealed record TypedData(string At, IReadOnlyList<(string Name, string Zh, bool IsNumber)> Columns)
{
    /// <summary>Counts of marks.</summary>
    public static readonly TypedData Marks = new("/marks", [("unit", "单位", false), ("group", "主体", false), ("criterion", "指标", false), ("option", "选项", false), ("count", "票数", true)]);

    /// <summary>Points, figures and entries.</summary>
    public static readonly TypedData Points = new("/points",
    [
        ("unit", "单位", false), ("criterion", "指标", false), ("inspected", "考评", true), ("accepted", "认定", true), ("value", "数值", true), ("target", "目标值", true), ("period", "期间", false),
        ("kind", "类型", false), ("points", "分数", true), ("entry", "条目", false), ("level", "级别", false), ("fact", "事实", false), ("failedSpotChecks", "抽查不合格", true),
    ]);

    /// <summary>The rows as the API has them. What cannot be read is a fault by the row, counted from 0 below the heading.</summary>
    /// <returns>Null for an empty text: then the data are drawn.</returns>
    public IReadOnlyList<Dictionary<string, object?>>? Read(string text, RoundRules rules, List<Fault> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var content = Csv.Read(text, Limits.TrialEntries);
        faults.AddRange(content.Faults.Select(fault => new Fault(fault.Place.Row is { } row ? $"{At}/{Math.Max(0, row - 2)}" : At, fault.Message)));
        if (content.Faults.Count > 0 || content.Rows.Count == 0)
            return [];
        var heading = content.Rows[0].Cells.Select(ColumnOf).ToList();
        if (heading.IndexOf(-1) is var unknown and >= 0)
        {
            faults.Add(new(At, $"has the column {PlainText.Quoted(content.Rows[0][unknown])}; known are {string.Join(", ", Columns.Select(column => column.Zh))}"));
            return [];
        }
        var names = new CodesByName(rules);
        return [.. content.Rows.Skip(1).Select(row => heading.Index().Where(column => row[column.Index].Length > 0).DistinctBy(column => column.Item).ToDictionary(column => Columns[column.Item].Name, column => Value(Columns[column.Item], row[column.Index], names)))];
    }

    /// <summary>The first rows of a table that the round could have, as an example.</summary>
    public static string Example(RoundRules rules, PageNames label) => rules.Units.Count == 0 || rules.VoteCriteria.Count == 0 || rules.Groups.Count == 0
        ? ""
        : string.Join('\n', rules.Options.Take(2).Select((option, index) => string.Join(',', label(rules.Units[0].Label), label(rules.Groups[0].Label), label(rules.VoteCriteria[0].Label), label(option.Label), 30 - (20 * index)))
            .Prepend(string.Join(',', Marks.Columns.Select(column => column.Zh))));

    private int ColumnOf(string name) => Columns.Index().Where(column => name.Equals(column.Item.Name, StringComparison.OrdinalIgnoreCase) || name == column.Item.Zh).Select(column => column.Index).DefaultIfEmpty(-1).First();

    private static object? Value((string Name, string Zh, bool IsNumber) column, string cell, CodesByName names) => column switch
    {
        { IsNumber: true } => FormNumber.OrText(cell),
        { Name: "unit" or "group" or "criterion" or "option" } => names.Find(column.Name, cell),
        _ => cell,
    };

    /// <summary>The text of a label in the reader's language.</summary>
    internal delegate string PageNames(LocalText? label);

    /// <summary>The codes of a round by the names that people know them by; a text that is neither stays as it is.</summary>
    private sealed class CodesByName(RoundRules rules)
    {
        private readonly ILookup<(string Kind, string Name), string> _codes = Named(rules).ToLookup(item => (item.Kind, item.Name), item => item.Code);

        public string Find(string kind, string text) => _codes[(kind, text)].Distinct().ToArray() is [var only] ? only : text;

        private static IEnumerable<(string Kind, string Name, string Code)> Named(RoundRules rules) =>
        [
            .. rules.Units.SelectMany(unit => Names("unit", unit.Label, unit.Code)),
            .. rules.Groups.SelectMany(voters => Names("group", voters.Label, voters.Code)),
            .. rules.Criteria.SelectMany(criterion => Names("criterion", criterion.Label, criterion.Code)),
            .. rules.Options.SelectMany(option => Names("option", option.Label, option.Code)),
        ];

        private static IEnumerable<(string Kind, string Name, string Code)> Names(string kind, LocalText label, string code) =>
            new[] { label.Zh, label.En }.OfType<string>().Select(name => (kind, name, code));
    }
}
