using System.Globalization;
using Evaluation.Results.Exports;

namespace Evaluation.Honours;

/// <summary>The honours as a table, in the order in which they were conferred.</summary>
public static class HonourRows
{
    public static readonly ExportTable Table = new(
        new("荣誉", "Honours"),
        [
            new("id", "编号", "Number"), .. Labels.Columns("title", "称号", "Title"), new("level", "级别", "Level"), new("unit", "单位", "Unit"), new("from", "起始日期", "From"),
            new("until", "到期日期", "Until"), new("reexamineBy", "复审日期", "Re-examined by"), new("consecutiveTerms", "连续届数", "Consecutive terms"),
            new("document", "文件", "Document"), new("round", "评价轮次", "Round"), new("renews", "续授前次", "Renews"), new("withdrawnOn", "撤销日期", "Withdrawn on"),
            new("grounds", "撤销理由", "Grounds"),
        ]);

    public static IEnumerable<ExportRow> Of(IEnumerable<HonourTerm> terms) => terms.Select(term => new ExportRow(
    [
        term.Honour.Id, .. Labels.Cells(term.Title.Code, term.Title.Label), term.Title.Level.ToString().ToLowerInvariant(), term.Honour.Unit, Day(term.Honour.Span.From),
        Day(term.Honour.Span.Until), Day(term.Honour.Span.ReexamineBy), term.ConsecutiveTerms, term.Honour.Document, term.Honour.Round, term.Honour.Renews,
        Day(term.Honour.Withdrawn?.On), term.Honour.Withdrawn?.Grounds,
    ]));

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
