using System.Globalization;
using Evaluation.Evidence;
using Evaluation.Rules;

namespace Evaluation.Results.Exports;

/// <summary>The evidence about a unit as a table in the order of filing.</summary>
public static class EvidenceRows
{
    public static readonly ExportTable Table = new(
        new("佐证材料目录", "Evidence"),
        [
            new("id", "编号", "Number"), new("title", "名称", "Title"), new("kind", "类别", "Kind"), .. Labels.Columns("criterion", "评价指标", "Criterion"),
            new("date", "日期", "Date"), new("size", "字节", "Bytes"), new("type", "类型", "Type"), new("sha256", "SHA-256", "SHA-256"), new("file", "文件名", "File"), new("usedBy", "使用处", "Used by"),
        ]);

    /// <param name="rules">The rules of the round.</param>
    /// <param name="filed">The items.</param>
    /// <param name="fileName">The file name of an item, as in the archive.</param>
    /// <param name="usedBy">The entries that name an item, as one text; empty for none.</param>
    public static IEnumerable<ExportRow> Of(RoundRules rules, IEnumerable<FiledEvidence> filed, Func<FiledEvidence, string> fileName, Func<FiledEvidence, string> usedBy) => filed.Select(evidence => new ExportRow(
    [
        evidence.Id, evidence.Item.Title, evidence.Item.Kind.ToString().ToLowerInvariant(), .. Criterion(rules, evidence.Item.Criterion),
        evidence.Item.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (decimal)evidence.Item.Size, evidence.Item.MediaType, evidence.Item.Sha256, fileName(evidence), usedBy(evidence),
    ]));

    private static Cell[] Criterion(RoundRules rules, string? code) =>
        rules.Criteria.FirstOrDefault(known => known.Code == code) is { } criterion ? Labels.Cells(criterion.Code, criterion.Label) : [code, Cell.None, Cell.None];
}
