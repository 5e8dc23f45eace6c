namespace Evaluation.Results.Exports;

/// <summary>The audit as a table, oldest act first.</summary>
public static class AuditRows
{
    public static readonly ExportTable Table = new(
        new("操作记录", "Audit"),
        [new("at", "时间", "When"), new("by", "操作人", "Who"), new("act", "操作", "Act"), new("detail", "内容", "Detail"), new("reason", "原因", "Reason")]);

    public static IEnumerable<ExportRow> Of(AuditTrail trail) =>
        trail.Lines.Select(line => new ExportRow([line.At, line.By, line.Act, line.Detail, line.Reason]));
}
