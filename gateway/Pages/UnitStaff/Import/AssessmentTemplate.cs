using Evaluation.Gateway.Pages.Shared;
using SpreadCheetah;
using SpreadCheetah.Worksheets;

namespace Evaluation.Gateway.Pages.UnitStaff.Import;

/// <summary>
/// A table of the criteria with what a self-assessment has now, to be filled in and imported. The import recognises its headings in either
/// language.
/// </summary>
internal sealed class AssessmentTemplate(SelfAssessmentForm form, PageRequest request)
{
    private static readonly string[] Columns = ["code", "criterion", "period", "max", "claimed", "reason", "evidence"];
    private static readonly double[] Widths = [14, 32, 10, 8, 8, 40, 20];

    /// <summary>The place of the points, which a workbook has as numbers.</summary>
    private static readonly int[] Numbers = [3, 4];

    public string Csv() => Tables.Csv.Write([Heading, .. Rows]);

    public async ValueTask<byte[]> WorkbookAsync(CancellationToken cancel)
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancel))
        {
            var bold = book.AddStyle(new() { Font = { Bold = true } });
            var options = new WorksheetOptions { FrozenRows = 1 };
            for (var column = 0; column < Widths.Length; column++)
                options.Column(column + 1).Width = Widths[column];
            await book.StartWorksheetAsync(request.Texts["import.sheet"], options, cancel);
            await book.AddHeaderRowAsync([.. Heading], bold, cancel);
            foreach (var row in Rows)
                await book.AddRowAsync([.. row.Select(Written)], cancel);
            await book.FinishAsync(cancel);
        }
        return file.ToArray();
    }

    private IReadOnlyList<string> Heading => [.. Columns.Select(column => request.Texts["import.column-" + column])];

    private IEnumerable<IReadOnlyList<string>> Rows =>
    [
        .. form.Rows.Select(row => (IReadOnlyList<string>)
        [
            row.Criterion.Code, request.In(row.Criterion.Label), row.Period ?? "", SelfAssessmentForm.Plain(row.Criterion.Points), row.IsNotApplicable ? request.Texts["unit.na"] : row.Claimed, row.Reason,
            string.Join(", ", row.Evidence),
        ]),
        [request.Texts["import.total"], "", "", SelfAssessmentForm.Plain(form.Rows.Select(row => row.Criterion).DistinctBy(criterion => criterion.Code).Sum(criterion => criterion.Points)), form.DeclaredTotal, "", ""],
    ];

    private static Cell Written(string text, int column) =>
        Numbers.Contains(column) && decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? new(number) : new(text);
}
