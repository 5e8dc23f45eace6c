using System.Text.Json;
using Evaluation.Assessment;
using Evaluation.Gateway.Verification.Inspections;
using Evaluation.Kernel.Reading;
using Evaluation.Results.Exports;
using Evaluation.Rules;
using Evaluation.Units;
using Evaluation.Units.Inspections;

namespace Evaluation.Tests.Inspections;

/// <summary>Figures on sheets: read as typed, checked at filing, in corrections and in the record.</summary>
public sealed class SheetFigureTests
{
    private static readonly RoundRules Rules = new()
    {
        Criteria =
        [
            new("visit", new(), CriterionSource.Assessed, 10),
            new("gdp", new(), CriterionSource.Assessed, 10, Score: new(FigureForm.Plan, Limit: 1.2m)),
            new("jobs", new(), CriterionSource.Assessed, 10, Score: new(FigureForm.Best)),
            new("mood", new(), CriterionSource.Assessed, 10, Score: new(FigureForm.Best, Of: "vote.score")),
            new("duty", new(), CriterionSource.Vote, 10),
        ],
    };

    private static readonly SheetContent Whole = Content(new() { ["gdp"] = new(0.874m, 0.9m), ["jobs"] = null });

    [Theory]
    [InlineData("\"0.874\"", "0.874")]
    [InlineData("0.8740", "0.874")]
    [InlineData("\" ０．８７４ \"", "0.874")]
    [InlineData("\"1,234,567\"", "1234567")]
    [InlineData("\"33 件\"", "33")]
    [InlineData("\"−2.5\"", "-2.5")]
    public void A_number_is_read_as_typed(string typed, string number)
    {
        var (edit, faults) = Read("""{"points":{},"figures":{"jobs":{"value":""" + typed + "}}}");
        Assert.Empty(faults);
        Assert.Equal(number, edit.Content.Figures!["jobs"]!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("""{"figures":{"jobs":{"value":"87.4%"}}}""", "/figures/jobs/value", "must be a fraction of 1 without a percent sign: 0.874 for 87.4 %")]
    [InlineData("""{"figures":{"jobs":{"value":"XXX"}}}""", "/figures/jobs/value", "must be one exact number such as 0.874, but is")]
    [InlineData("""{"figures":{"jobs":{"value":"423余"}}}""", "/figures/jobs/value", "must be one exact number")]
    [InlineData("""{"figures":{"jobs":{"value":"3 of 4"}}}""", "/figures/jobs/value", "must be one exact number")]
    [InlineData("""{"figures":{"jobs":{"value":"0.123456789"}}}""", "/figures/jobs/value", "must have at most 8 decimals, but is 0.123456789")]
    [InlineData("""{"figures":{"jobs":{"value":1000000000000000}}}""", "/figures/jobs/value", "must be within ±1000000000000000")]
    [InlineData("""{"figures":{"jobs":{"target":"1"}}}""", "/figures/jobs/value", "is missing")]
    [InlineData("""{"figures":{"jobs":{"value":1,"unit":"km"}}}""", "/figures/jobs/unit", "is not a known member")]
    [InlineData("""{"figures":{"jobs":"none"}}""", "/figures/jobs", "must be \"na\" or an object with value and target")]
    [InlineData("""{"figures":{"jbos":{"value":1}}}""", "/figures/jbos", "is no assessed criterion of this sheet; did you mean \"jobs\"?")]
    [InlineData("""{"figures":{"visit":{"value":1}}}""", "/figures/visit", "takes no figure on a sheet")]
    [InlineData("""{"figures":{"mood":{"value":1}}}""", "/figures/mood", "is no assessed criterion of this sheet")]
    [InlineData("""{"points":{"jobs":1}}""", "/points/jobs", "takes no points: they follow from a figure")]
    [InlineData("""{"points":{"mood":"na"}}""", "/points/mood", "is no assessed criterion of this sheet")]
    public void A_figure_that_cannot_be_read_is_a_fault_by_its_pointer(string body, string pointer, string message)
    {
        var fault = Assert.Single(Read(body).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_is_filed_with_a_figure_and_a_target_where_the_rules_need_them()
    {
        Assert.Empty(SheetCheck.Faults(Rules.OnSheet(null, null), Whole, null, default));
        Assert.Equal(["/figures/gdp figure-missing", "/figures/jobs figure-missing"], Faults(null));
        Assert.Equal(["/figures/gdp/target target-missing", "/figures/jobs/target target-unused"], Faults(new() { ["gdp"] = new(1), ["jobs"] = new(1, 2) }));
        Assert.Equal(["/figures/gdp/target target-not-positive"], Faults(new() { ["gdp"] = new(1, 0), ["jobs"] = new(1) }));
    }

    [Fact]
    public void Heads_differ_in_a_figure_and_the_same_figure_written_otherwise_is_the_same()
    {
        var draft = SheetDraft.Empty.Merge([], Whole, Given.Now).Merge([], Content(new() { ["gdp"] = new(0.874m, 1m), ["jobs"] = null }), Given.Now);
        Assert.Equal(["gdp"], draft.Differences);
        Assert.True(Read("""{"figures":{"gdp":{"value":"0.8740","target":"0.90"}}}""").Edit.Content.IsSameAs(Read("""{"figures":{"gdp":{"value":0.874,"target":0.9}}}""").Edit.Content));
    }

    [Fact]
    public void A_correction_of_a_sheet_follows_the_same_rules()
    {
        Assert.Empty(Corrections(new("chen", Whole.Points, Figures: Whole.Figures)));
        var faults = Corrections(new("chen", new Dictionary<string, decimal?> { ["visit"] = 1, ["jobs"] = 1 }, Figures: new Dictionary<string, SheetFigure?> { ["jobs"] = new(1, 1), ["visit"] = new(1) }));
        Assert.Equal(["/c/0/sheet/points/jobs", "/c/0/sheet/figures/visit", "/c/0/sheet/figures/gdp", "/c/0/sheet/figures/jobs/target"], faults.Select(fault => fault.Pointer));
        Assert.Equal("must be left out: the points of this criterion follow from a figure", faults[0].Message);
        Assert.Equal("The rules need no target for this criterion; leave it out.", faults[3].Message);
    }

    [Fact]
    public void A_filed_sheet_with_other_figures_than_the_rules_have_is_found_in_the_record()
    {
        Assert.Null(Law(Whole));
        Assert.Contains("the figure for jobs on the sheet of 'wang'", Law(Content(new() { ["gdp"] = new(0.874m, 0.9m) })), StringComparison.Ordinal);
        Assert.Contains("a figure for visit", Law(Content(new() { ["gdp"] = null, ["jobs"] = null, ["visit"] = null })), StringComparison.Ordinal);
        Assert.Contains("has points for mood", Law(Whole with { Points = new Dictionary<string, decimal?> { ["visit"] = 1, ["mood"] = 1 } }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_journal_keeps_figures_as_texts_and_not_applicable_as_null()
    {
        const string line = """{"event":"sheet-filed","panel":"north","version":4,"content":{"points":{"visit":5},"figures":{"gdp":{"value":"0.874","target":"0.9"},"jobs":null}},"at":"2020-12-01T09:00:00+08:00","by":"chen"}""";
        UnitEvent filed = new SheetFiled("north", 4, Whole, null, new(2020, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)), "chen");
        Assert.Equal(line, JsonSerializer.Serialize(filed, UnitJson.Journal.UnitEvent));
        var read = Assert.IsType<SheetFiled>(JsonSerializer.Deserialize(line, UnitJson.Journal.UnitEvent));
        Assert.True(read.Content.IsSameAs(Whole));
        Assert.Equal((0.874m, 0.9m), (read.LedgerChanges.OfType<SheetEntered>().Single().Sheet.Figures!["gdp"]!.Value, read.Content.Figures!["gdp"]!.Target));
    }

    [Fact]
    public void The_export_has_figures_only_where_the_rules_have_them()
    {
        var unit = new Unit("u1", new(), "one");
        var rows = InspectionRows.Of(Rules, unit, new([], new([new Sheet("chen", Whole.Points, Figures: Whole.Figures)]))).ToList();
        Assert.Equal(["visit", "gdp", "jobs"], rows.Select(row => row.Cells[5].Text));
        Assert.Equal([(null, null, false), (0.874m, 0.9m, false), (null, null, true)], rows.Select(row => (Number(row.Cells[^2]), Number(row.Cells[^1]), row.Cells[10].Flag)));
        Assert.Equal(["figure", "target"], InspectionRows.Table(Rules).Columns.TakeLast(2).Select(column => column.Name));
        var given = Rules with { Criteria = [.. Rules.Criteria.Where(criterion => criterion.Score is null)] };
        Assert.Equal("filedAt", InspectionRows.Table(given).Columns[^1].Name);
        Assert.Equal(InspectionRows.Table(Rules).Columns.Count, rows[0].Cells.Count);
    }

    private static decimal? Number(Cell cell) => cell.Kind == CellKind.Number ? cell.Number : null;

    private static string? Law(SheetContent content) => SheetLaw.Fault(Rules, InspectionBook.Empty, new SheetFiled("north", 1, content, null, Given.Now, "wang"));

    private static IEnumerable<string> Faults(Dictionary<string, SheetFigure?>? figures) => SheetCheck.Faults(Rules.OnSheet(null, null), Content(figures), null, default).Select(fault => $"{fault.Pointer} {fault.Code}");

    private static IReadOnlyList<Fault> Corrections(Sheet sheet) => LedgerChangeCheck.Faults(Rules, UnitLedger.Empty, [new SheetEntered(sheet)], "/c", new(2020, 12, 1));

    private static SheetContent Content(Dictionary<string, SheetFigure?>? figures) => new(new Dictionary<string, decimal?> { ["visit"] = 5 }, Figures: figures);

    private static (SheetEdit Edit, IReadOnlyList<Fault> Faults) Read(string body)
    {
        using var json = JsonDocument.Parse(body);
        var faults = new FaultList();
        var edit = SheetReader.Read(json.RootElement, faults, Rules);
        return (edit, faults.Faults);
    }
}
