using Evaluation.Gateway.Tables;
using static Evaluation.Tests.Pages.Tables.SheetFile;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Workbooks: every cell is read, blank, or a fault with its sheet, row and column.</summary>
public sealed class WorkbookTests
{
    [Theory]
    [InlineData("""<c r="C2" t="e"><f>VLOOKUP("x",Z:Z,1,0)</f><v>#N/A</v></c>""", "the error #N/A")]
    [InlineData("""<c r="C2" t="e"><v>#REF!</v></c>""", "the error #REF!")]
    [InlineData("""<c r="C2" t="e"><v>#PYTHON!</v></c>""", "the error #PYTHON!")]
    [InlineData("""<c r="C2" t="e"><v>Err:502</v></c>""", "the error Err:502")]
    [InlineData("""<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>""", "the error #DIV/0!")]
    [InlineData("""<c r="C2" t="e"></c>""", "the error")]
    [InlineData("""<c r="C2" t="inlineStr"><is><t>#NAME?</t></is></c>""", "the error #NAME?")]
    [InlineData("""<c r="C2"><f>A1+1</f></c>""", "a formula without a stored result")]
    [InlineData("""<c r="C2"><f>A1+1</f><v></v></c>""", "a formula without a stored result")]
    [InlineData("""<c r="C2" t="str"><f>A1</f></c>""", "a formula without a stored result")]
    [InlineData("""<c r="C2" t="s"><v>7</v></c>""", "cannot be read")]
    [InlineData("""<c r="C2"><v>1,5</v></c>""", "cannot be read")]
    public void A_cell_without_a_readable_value_is_a_fault_at_its_place(string cell, string message)
    {
        var content = Read(Of("权重", Row(1, "class", "npc", "users") + $"""<row r="2"><c r="A2" t="inlineStr"><is><t>town</t></is></c><c r="B2"><v>30</v></c>{cell}</row>"""));
        var fault = Assert.Single(content.Faults);
        Assert.Equal(new TablePlace("权重", 2, "C"), fault.Place);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<c r="A1" t="str"><f>A2</f><v></v></c>""", "")]
    [InlineData("""<c r="A1" t="str"><f>A2</f><v>town</v></c>""", "town")]
    [InlineData("""<c r="A1"><f>A2</f><v>45.5</v></c>""", "45.5")]
    [InlineData("""<c r="A1"><v>0.30000000000000004</v></c>""", "0.3")]
    [InlineData("""<c r="A1"><v>5E-2</v></c>""", "0.05")]
    [InlineData("""<c r="A1" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="A1" t="inlineStr"><is><r><t>教</t></r><r><t>育</t></r><rPh sb="0" eb="1"><t>jiao</t></rPh></is></c>""", "教育")]
    [InlineData("""<c r="A1" s="2"/>""", "")]
    public void A_cell_is_read_as_it_is_stored(string cell, string text)
    {
        var content = Read(Of("1", $"""<row r="1">{cell}<c r="B1" t="inlineStr"><is><t>x</t></is></c></row>"""));
        Assert.Empty(content.Faults);
        Assert.Equal(text, Assert.Single(content.Rows)[0]);
    }

    [Fact]
    public void Merged_cells_below_the_heading_are_a_fault_and_a_merged_title_beside_the_table_is_not()
    {
        var rows = Row(1, "class", "npc", "users") + Row(2, "town", "30", "70") + Row(3, "school", "40");
        var fault = Assert.Single(Read(Of("1", rows, """<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="E2:F3"/><mergeCell ref="A1:C1"/></mergeCells>""")).Faults);
        Assert.Equal(new TablePlace("1", 2, "C"), fault.Place);
        Assert.Contains("C2:C3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_keep_their_numbers_and_formatted_blank_cells_are_blank()
    {
        var content = Read(Of("1", """<row r="1"><c r="A1" s="1"/></row>""" + Row(3, "code", "zh") + """<row r="4"><c r="A4" s="2"/><c r="F4" s="2"/></row>""" + Row(9, "u1", "一")));
        Assert.Empty(content.Faults);
        Assert.Equal([3, 9], content.Rows.Select(row => row.Number));
        Assert.All(content.Rows, row => Assert.Equal(2, row.Cells.Count));
    }

    [Fact]
    public void The_first_visible_sheet_is_read()
    {
        var content = Read(Of(("列表", "hidden", $"<sheetData>{Row(1, "hidden")}</sheetData>"), ("单位", "", $"<sheetData>{Row(1, "code")}</sheetData>")));
        Assert.Equal(("单位", "code"), (content.Sheet, Assert.Single(content.Rows)[0]));
    }

    [Fact]
    public void A_cell_far_away_costs_nothing_and_is_outside_of_the_table()
    {
        var far = Of("1", Row(1, "code", "zh") + """<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>""");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var content = Read(far);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 8 << 20);
        Assert.Equal(new TablePlace("1", 1_048_576, "XFD"), Assert.Single(content.Faults).Place);
    }

    [Fact]
    public void Reading_stops_after_the_most_rows_and_the_most_cells()
    {
        var many = Of("1", string.Concat(Enumerable.Range(1, 5_000).Select(number => Row(number, "u", "x"))));
        var content = Read(many);
        Assert.Equal((101, 102), (content.Rows.Count, Assert.Single(content.Faults).Place.Row));

        var blank = string.Concat(Enumerable.Repeat("<c s=\"1\"/>", 1_000));
        var formatted = Of("1", Row(1, "code") + string.Concat(Enumerable.Repeat($"<row>{blank}</row>", 1_000)));
        content = Read(formatted);
        Assert.InRange(Assert.Single(content.Faults).Place.Row!.Value, 150, 250);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("[Content_Types].xml")]
    public void A_file_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_parsed(string part)
    {
        var bomb = Blanks(part, Limits.WorkbookBytes + 1);
        Assert.InRange(bomb.Length, 1, Limits.TableBytes);
        Assert.Contains("128 MiB", Assert.Single(Read(bomb).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_length_that_is_too_small_does_not_hide_a_larger_part()
    {
        var bomb = Blanks("xl/workbook.xml", Limits.WorkbookBytes + 1);
        // The length of the only entry is in the central directory, 24 bytes after its signature.
        var directory = bomb.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bomb.AsSpan(directory + 24, 4), 10);
        var content = Read(bomb);
        Assert.Contains("not a workbook that can be read", Assert.Single(content.Faults).Message, StringComparison.Ordinal);
    }

    private static TableContent Read(byte[] file) => Workbook.Read(new MemoryStream(file), rowsMax: 100);
}
