using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The language of an export for readers.</summary>
public enum ExportLanguage
{
    Zh,
    En,
}

/// <summary>
/// An export for readers of one language: headings in this language, and the texts of codes. Two columns with the same text in both
/// languages become one, and other codes of the rules get a column with their text after them. Without a text in the language a reader gets
/// the other one.
/// </summary>
internal sealed class LabelledExport
{
    private static readonly Dictionary<(string What, string Code), LocalText> Words = new()
    {
        [("assessments", "filed")] = new("已提交", "Filed"),
        [("assessments", "reopened")] = new("已退回", "Reopened"),
        [("findings", "open")] = new("待答复", "Reply due"),
        [("findings", "replied")] = new("已答复，待复查", "Replied, to be verified"),
        [("findings", "verified")] = new("复查通过，待销号", "Verified, to be closed"),
        [("findings", "closed")] = new("已销号", "Closed"),
    };

    private readonly List<(Column Column, Func<IReadOnlyList<Cell>, Cell> Read)> _columns = [];
    private readonly Dictionary<LocalText, LocalText> _sheets = new(ReferenceEqualityComparer.Instance);
    private readonly string _language;
    private (IReadOnlyList<Cell> From, IReadOnlyList<Cell> To)? _last;

    private LabelledExport(ExportTable table, ExportLanguage language, string what, RoundRules? rules)
    {
        _language = language.ToString().ToLowerInvariant();
        for (var index = 0; index < table.Columns.Count; index++)
        {
            var (column, at) = (table.Columns[index], index);
            if (IsPair(table, index))
            {
                AddPair(table, index++);
                continue;
            }
            _columns.Add((Headed(column), cells => cells[at]));
            if (!IsPair(table, index + 1) && TextOf(column.Name, what, rules) is { } text)
                _columns.Add((
                    Headed(new(column.Name + (column.Name.Contains('.', StringComparison.Ordinal) ? ".label" : "Label"), $"{column.Label.In("zh")}（文字）", $"{column.Label.In("en")}, in words")),
                    cells => cells[at] is { Kind: CellKind.Text } code ? text(code.Text!)?.In(_language) : Cell.None));
        }
    }

    /// <param name="what">The subject, for the words of states.</param>
    /// <param name="rules">The rules of the round; null for an export of several rounds.</param>
    public static Export Of(Export export, ExportLanguage language, string what, RoundRules? rules)
    {
        var labelled = new LabelledExport(export.Table, language, what, rules);
        var table = new ExportTable(labelled.Title(export.Table.Title), [.. labelled._columns.Select(column => column.Column)]);
        return new($"{export.Name}-{labelled._language}", table, export.Rows.Select(labelled.Row));
    }

    private ExportRow Row(ExportRow row)
    {
        // Equal slips share their cells.
        if (_last is not { } last || !ReferenceEquals(last.From, row.Cells))
            _last = last = (row.Cells, [.. _columns.Select(column => column.Read(row.Cells))]);
        return new(last.To, row.Sheet is { } sheet ? Title(sheet) : null);
    }

    /// <summary>The title in one language; the same object for the same title, because rows of one worksheet share it.</summary>
    private LocalText Title(LocalText title) =>
        _sheets.TryGetValue(title, out var one) ? one : _sheets[title] = new(title.In(_language), title.In(_language));

    private Column Headed(Column column) => column with { Header = column.Label.In(_language) };

    /// <summary>Whether the column and the next one have the same text in Chinese and in English.</summary>
    private static bool IsPair(ExportTable table, int index) =>
        index + 1 < table.Columns.Count && table.Columns[index].Name is [.. var stem, 'Z', 'h'] && table.Columns[index + 1].Name == stem + "En";

    private void AddPair(ExportTable table, int index)
    {
        var (zh, en) = (table.Columns[index], table.Columns[index + 1]);
        var stem = zh.Name[..^2];
        var code = table.Columns.FirstOrDefault(column => column.Name == stem);
        var (own, other) = _language == "en" ? (index + 1, index) : (index, index + 1);
        _columns.Add((
            Headed(new($"{stem}Label", zh.Label.In("zh"), code is null ? en.Label.In("en") : $"{code.Label.In("en")} name")),
            cells => cells[own].Kind == CellKind.None ? cells[other] : cells[own]));
    }

    /// <summary>The texts of the codes in a column; null where it has none.</summary>
    private static Func<string, LocalText?>? TextOf(string column, string what, RoundRules? rules)
    {
        if (column == "state" && Words.Keys.Any(known => known.What == what))
            return code => Words.GetValueOrDefault((what, code));
        if (rules is null)
            return null;
        return column switch
        {
            "unit" => In(rules.Units.Select(unit => (unit.Code, unit.Label))),
            "group" => In(rules.Groups.Select(group => (group.Code, group.Label))),
            "class" => In(rules.Classes.Select(unitClass => (unitClass.Code, unitClass.Label))),
            "criterion" => In(rules.Criteria.Select(criterion => (criterion.Code, criterion.Label))),
            "by" => In((rules.Assessors ?? []).Select(assessor => (assessor.Code, assessor.Label))),
            _ => rules.VoteCriteria.FirstOrDefault(criterion => column == $"criterion.{criterion.Code}") is { } rated
                ? In(rules.Options.Select(option => (option.Code, rated.LabelOf(option))))
                : null,
        };
    }

    private static Func<string, LocalText?> In(IEnumerable<(string Code, LocalText Label)> labels)
    {
        var byCode = labels.ToDictionary(label => label.Code, label => label.Label, StringComparer.Ordinal);
        return byCode.GetValueOrDefault;
    }
}
