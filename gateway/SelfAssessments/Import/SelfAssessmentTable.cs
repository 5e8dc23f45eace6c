using Evaluation.Assessment;
using Evaluation.Assessment.SelfAssessments;
using Evaluation.Gateway.Tables;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Rules.Headings;

namespace Evaluation.Gateway.SelfAssessments.Import;

/// <summary>A self-assessment as read from a table.</summary>
/// <param name="Content">What the table says, over what stood before: figures, the report and items without a row stay.</param>
/// <param name="Read">The cells that were read as something else than they say.</param>
/// <param name="Faults">Rows that cannot be read. The pointer has the row of the file.</param>
internal sealed record SelfAssessmentTable(SelfAssessmentContent Content, IReadOnlyList<ReadCell> Read, IReadOnlyList<Fault> Faults)
{
    /// <summary>The rows of the file that name a criterion, by the name of its claim.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; private init; } = new Dictionary<string, int>();

    /// <summary>The rows with points that name no criterion of the round. Each of them is a fault too.</summary>
    public IReadOnlyList<UnknownRow> Unknown { get; private init; } = [];

    /// <summary>The letters of the columns that were recognised, by what they are.</summary>
    public IReadOnlyDictionary<string, string> Letters { get; private init; } = new Dictionary<string, string>();

    private const string CriterionColumn = "criterion";
    private const string ClaimedColumn = "claimed";
    private const string PeriodColumn = "period";

    private static readonly char[] BetweenIds = [',', ';', '、', ' ', '\t', '\n', '\r', '/'];

    /// <param name="content">The rows of the file.</param>
    /// <param name="rules">The rules of the round.</param>
    /// <param name="before">What stood before; empty for nothing.</param>
    public static SelfAssessmentTable Of(TableContent content, RoundRules rules, SelfAssessmentContent before)
    {
        var (faults, read) = (new FaultList(), new List<ReadCell>());
        foreach (var fault in content.Faults.Where(fault => !fault.IsMerged))
            faults.Add(Pointer(fault.Place.Row, fault.Place.Column), fault.Place.Row is null ? $"cannot be read: {fault.Message}" : fault.Message);
        if (faults.Faults.Count > 0)
            return new(before, read, faults.Faults);
        if (TableColumns.Find(content.Rows) is not { } columns)
        {
            faults.Add("", "has no heading with a column of criteria (criterion, 考评项目) and one of points (claimed, 自评分)");
            return new(before, read, faults.Faults);
        }
        var items = before.Items.ToDictionary(NameOf, StringComparer.Ordinal);
        var headings = CriterionHeading.Of(rules.FiledCriteria).SelectMany(heading => new[] { heading.Path[^1].Zh, heading.Path[^1].En }).OfType<string>().Select(VisibleText.Appearance).ToHashSet(StringComparer.Ordinal);
        var (seen, unknown, total) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<UnknownRow>(), before.DeclaredTotal);
        foreach (var row in content.Rows.Skip(columns.Heading + 1))
        {
            if (columns.CriterionOf(row, rules.FiledCriteria) is var (criterion, cell))
            {
                var period = Period(row, columns, criterion, read, faults);
                var name = Claim.NameOf(criterion.Code, period);
                if (!seen.TryAdd(name, row.Number))
                    faults.Add(Pointer(row.Number, CriterionColumn), $"the criterion '{criterion.Code}' has a row already{(period is null ? "" : $" for {period}")}");
                if (!TableColumns.Says(criterion, cell))
                    read.Add(new(row.Number, CriterionColumn, cell, criterion.Code));
                items[name] = Item(row, columns, items.GetValueOrDefault(name, new(criterion.Code, Period: period)), read, faults);
            }
            else if (TableColumns.IsTotal(row))
                total = Points(row, row[columns.Claimed], "declaredTotal", read, faults)?.Points;
            else
                Pass(row, columns, headings, read, faults, unknown);
        }
        if (seen.Count == 0 && faults.Faults.Count == 0)
            faults.Add("", "has no row that names an assessed criterion of the round");
        string[] order = [.. rules.FiledCriteria.SelectMany(SheetForm.PeriodsOf, (criterion, period) => Claim.NameOf(criterion.Code, period))];
        return new(before with { Items = [.. order.Where(items.ContainsKey).Select(name => items[name])], DeclaredTotal = total }, read, faults.Faults)
        {
            Rows = seen,
            Unknown = unknown,
            Letters = columns.Letters,
        };
    }

    private static SelfAssessmentItem Item(TableRow row, TableColumns columns, SelfAssessmentItem before, List<ReadCell> read, FaultList faults) => before with
    {
        Claimed = Points(row, row[columns.Claimed], ClaimedColumn, read, faults),
        Reason = columns.Reason is { } reason ? Text(row, row[reason], faults) : before.Reason,
        Evidence = columns.Evidence is { } evidence ? Ids(row, row[evidence], faults) : before.Evidence,
    };

    private static string NameOf(SelfAssessmentItem item) => Claim.NameOf(item.Criterion, item.Period);

    /// <summary>The period of a row, whatever the case of its letters; null for a criterion without periods.</summary>
    private static string? Period(TableRow row, TableColumns columns, Criterion criterion, List<ReadCell> read, FaultList faults)
    {
        if (criterion.Periods is not { } periods)
            return null;
        var cell = columns.Period is { } column ? row[column] : "";
        var period = periods.FirstOrDefault(known => known.Equals(TypedNumber.HalfWidth(cell).Trim(), StringComparison.OrdinalIgnoreCase));
        if (period is null)
            faults.Add(Pointer(row.Number, PeriodColumn), $"{(cell.Length == 0 ? "is missing" : $"{PlainText.Quoted(cell)} is no period of the criterion")}; known are {PlainText.QuotedList(periods)}");
        else if (period != cell)
            read.Add(new(row.Number, PeriodColumn, cell, period));
        return period;
    }

    /// <summary>
    /// A row of a heading, a note or a signature. With points in it, and without the name of a heading, it is a row of a criterion that the
    /// round does not have.
    /// </summary>
    private static void Pass(TableRow row, TableColumns columns, HashSet<string> headings, List<ReadCell> read, FaultList faults, List<UnknownRow> unknown)
    {
        var name = columns.Criterion.Select(column => row[column]).FirstOrDefault(cell => cell.Length > 0) ?? row.Cells.First(cell => cell.Length > 0);
        if (TypedPoints.Read(row[columns.Claimed]) is not null && !headings.Contains(VisibleText.Appearance(name)))
        {
            faults.Add(Pointer(row.Number, CriterionColumn), $"{PlainText.Quoted(name)} names no assessed criterion of the round");
            unknown.Add(new(row.Number, name, row[columns.Claimed], Pointer(row.Number, CriterionColumn)));
        }
        else
            read.Add(new(row.Number, CriterionColumn, name, null));
    }

    private static ClaimedPoints? Points(TableRow row, string cell, string column, List<ReadCell> read, FaultList faults)
    {
        var points = TypedPoints.Read(cell);
        if (!TypedPoints.SaysSo(cell, points))
            read.Add(new(row.Number, column, cell, points is null ? null : points.Value.Points is { } number ? number : ClaimedPoints.NotApplicable));
        if (points?.Points is not { } claimed)
            return points;
        if (SelfAssessmentReader.PointsFault(claimed) is { } fault)
            faults.Add(Pointer(row.Number, column), fault);
        return new(SelfAssessmentReader.Plain(claimed));
    }

    private static string? Text(TableRow row, string cell, FaultList faults)
    {
        if (string.IsNullOrWhiteSpace(cell))
            return null;
        if (PlainText.Fault(cell, Limits.NoteCharacters, lines: true) is { } fault)
            faults.Add(Pointer(row.Number, "reason"), fault);
        return cell;
    }

    private static string[] Ids(TableRow row, string cell, FaultList faults)
    {
        string[] ids = [.. TypedNumber.HalfWidth(cell).ToLowerInvariant().Split(BetweenIds, StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (ids.Length > Limits.EvidencePerEntry)
            faults.Add(Pointer(row.Number, "evidence"), $"names {ids.Length} items; at most {Limits.EvidencePerEntry} are allowed");
        else if (ids.FirstOrDefault(id => PlainText.StoredFault(id, Limits.SlugCharacters, lines: false) is not null) is { } bad)
            faults.Add(Pointer(row.Number, "evidence"), $"{PlainText.Quoted(bad)} is no number of evidence, such as ev-1");
        return ids;
    }

    private static string Pointer(int? row, string? column) => row is null ? "" : column is null ? $"/rows/{row}" : $"/rows/{row}/{column}";
}

/// <summary>A row of a table with points for something that is no criterion of the round.</summary>
/// <param name="Row">The row in the file, from 1.</param>
/// <param name="Claimed">The cell of the points.</param>
/// <param name="Pointer">Where its fault stands.</param>
public sealed record UnknownRow(int Row, string Name, string Claimed, string Pointer);
