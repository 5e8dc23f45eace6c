using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Results.Exports;

/// <summary>Columns that many tables have: a code with its label in both languages.</summary>
internal static class Labels
{
    /// <summary>The columns <c>unit</c>, <c>unitZh</c>, <c>unitEn</c>.</summary>
    public static Column[] Columns(string name, string zh, string en) => [new(name, zh, en), new($"{name}Zh", $"{zh}名称", $"{en} in Chinese"), new($"{name}En", $"{zh}英文名称", $"{en} in English")];

    /// <summary>The columns of the headings above a criterion (F27); none where the rules have no headings.</summary>
    public static Column[] HeadingColumns(RoundRules rules) =>
        rules.HasHeadings ? [new("headingsZh", "上级指标", "Headings in Chinese"), new("headingsEn", "上级指标英文名称", "Headings in English")] : [];

    public static Cell[] HeadingCells(RoundRules rules, Criterion criterion) =>
        rules.HasHeadings ? HeadingPath.Both(criterion.Path) is { } path ? [path.Zh, path.En] : [Cell.None, Cell.None] : [];

    public static Cell[] Cells(string code, LocalText? label) => [code, label?.Zh, label?.En];

    /// <summary>The label of a column for an item with a code. It contains the code, because labels need not be unique.</summary>
    public static LocalText For(string code, LocalText label, string zh, string en) => new($"{label.In("zh")}({code}){zh}", $"{label.In("en")} ({code}) {en}");
}
