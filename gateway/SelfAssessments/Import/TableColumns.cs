using System.Text.RegularExpressions;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Tables;
using Evaluation.Rules;

namespace Evaluation.Gateway.SelfAssessments.Import;

/// <summary>The columns of a table of claims, recognised by the headings that such tables have in either language.</summary>
/// <param name="Heading">The index of the heading among the rows.</param>
/// <param name="Criterion">Columns with the code or the name of the criterion.</param>
/// <param name="Claimed">The column with the points.</param>
/// <param name="Reason">Null where the table has none.</param>
/// <param name="Evidence">Null where the table has none.</param>
/// <param name="Period">Null where the table has none.</param>
internal sealed partial record TableColumns(int Heading, IReadOnlyList<int> Criterion, int Claimed, int? Reason, int? Evidence, int? Period = null)
{
    private static readonly string[] CriterionNames =
    [
        "criterion", "code", "item", "指标", "评价指标", "考评指标", "考核指标", "考评项目", "考核项目", "评价项目", "项目", "指标名称", "项目名称", "考评内容", "考核内容", "内容", "指标代码", "代码", "编码",
    ];

    private static readonly string[] ClaimedNames = ["claimed", "claim", "claimedpoints", "自评分", "自评得分", "自评分数", "自报分", "自评", "实得分", "实得分值", "得分"];
    private static readonly string[] ReasonNames = ["reason", "note", "失分原因", "扣分原因", "失分理由", "扣分理由", "原因", "理由", "说明", "备注"];
    private static readonly string[] EvidenceNames = ["evidence", "佐证", "佐证材料", "佐证材料编号", "证明材料", "材料编号"];
    private static readonly string[] PeriodNames = ["period", "quarter", "month", "考评期", "考核期", "期间", "季度", "月份"];
    private static readonly string[] TotalNames = ["total", "sum", "合计", "总计", "总分", "总得分", "合计得分"];

    /// <summary>The letters of the columns as a spreadsheet shows them, by what they are in pointers of faults.</summary>
    public IReadOnlyDictionary<string, string> Letters => new (string Name, int? Column)[]
    {
        ("criterion", Criterion[0]), ("claimed", Claimed), ("declaredTotal", Claimed), ("reason", Reason), ("evidence", Evidence), ("period", Period),
    }.Where(known => known.Column is not null).ToDictionary(known => known.Name, known => ColumnName.Of(known.Column!.Value), StringComparer.Ordinal);

    /// <summary>Finds the heading below any rows of titles; null when no row has both a criterion and points.</summary>
    public static TableColumns? Find(IReadOnlyList<TableRow> rows)
    {
        foreach (var (index, row) in rows.Index())
        {
            string[] names = [.. row.Cells.Select(Name)];
            int[] criterion = [.. names.Index().Where(name => CriterionNames.Contains(name.Item)).Select(name => name.Index)];
            if (criterion.Length > 0 && Place(names, ClaimedNames) is { } claimed)
                return new(index, criterion, claimed, Place(names, ReasonNames), Place(names, EvidenceNames), Place(names, PeriodNames));
        }
        return null;
    }

    /// <summary>The criterion of a row, and the cell that names it; null when no cell names one.</summary>
    public (Criterion Criterion, string Cell)? CriterionOf(TableRow row, IReadOnlyList<Criterion> known)
    {
        foreach (var cell in Criterion.Select(column => row[column]).Where(cell => cell.Length > 0))
        {
            if (known.FirstOrDefault(criterion => Says(criterion, cell)) is { } exact)
                return (exact, cell);
            var name = Name(cell);
            var alike = known.Where(criterion => name.Length > 0 && Names(criterion).Any(other => Name(other) == name)).ToList();
            if (alike is [var one])
                return (one, cell);
        }
        return null;
    }

    /// <summary>Whether the cell is the code or the name of the criterion as the rules have it.</summary>
    public static bool Says(Criterion criterion, string cell) => Names(criterion).Contains(cell);

    /// <summary>Whether the row has the total.</summary>
    public static bool IsTotal(TableRow row) => row.Cells.FirstOrDefault(cell => cell.Length > 0) is { } first && TotalNames.Contains(Name(first));

    private static IEnumerable<string> Names(Criterion criterion) => new[] { criterion.Code, criterion.Label.Zh, criterion.Label.En }.OfType<string>().Select(name => name.Trim());

    private static int? Place(string[] names, string[] known) => Array.FindIndex(names, name => known.Contains(name)) is var index and >= 0 ? index : null;

    /// <summary>A heading or a name without numbers in front, remarks in brackets, blanks and full width.</summary>
    private static string Name(string cell)
    {
        var plain = Brackets().Replace(TypedNumber.HalfWidth(cell), "");
        return Noise().Replace(Numbering().Replace(plain.Trim(), ""), "").ToLowerInvariant();
    }

    [GeneratedRegex(@"\([^)]*\)|【[^】]*】|\[[^\]]*\]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^([0-9]+([.、:)\s]|(?=\D))|[一二三四五六七八九十]+[、.:])+")]
    private static partial Regex Numbering();

    [GeneratedRegex(@"[\s:,;.、]")]
    private static partial Regex Noise();
}
