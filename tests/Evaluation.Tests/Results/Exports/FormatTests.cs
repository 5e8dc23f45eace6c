using System.Globalization;
using Evaluation.Results.Exports;
using Evaluation.Rules;

namespace Evaluation.Tests.Results.Exports;

/// <summary>One table in three formats, each read back by an independent reader.</summary>
public sealed class FormatTests
{
    private static readonly ExportTable Table = new(new("表", "Table"), [new("text", "文字", "Text"), new("number", "数", "Number"), new("flag", "是否", "Flag"), new("at", "时间", "At")]);
    private static readonly DateTimeOffset At = new(2020, 12, 31, 18, 0, 3, TimeSpan.FromHours(8));

    private static readonly string[] Texts = ["plain", "", " both ends ", "a,b", "\"quoted\"", "line\r\nline", "=1+1", "'=1", "😀办事", "_x0041_", "u1;u2", "\ttab"];

    private static readonly ExportRow[] Rows =
    [
        new(["all", 90.00m, true, At]), new([Cell.None, -3.5m, false, Cell.None]), new(["none", Cell.None, Cell.None, Cell.None]),
        .. Texts.Select(text => new ExportRow([text, 0, false, At])),
    ];

    [Fact]
    public async Task CSV_preserves_every_cell_and_numbers_stay_numbers()
    {
        var file = CsvFile.Read(await Written.CsvAsync(Table, Rows));
        Assert.Equal(["文字 Text", "数 Number", "是否 Flag", "时间 At"], file.Header);
        Assert.Equal(["all", "90.00", "true", "2020-12-31T18:00:03+08:00"], file.Rows[0]);
        Assert.Equal(["", "-3.5", "false", ""], file.Rows[1]);
        Assert.Equal(["none", "", "", ""], file.Rows[2]);
        Assert.Equal(Texts.Select(text => text is "=1+1" or "'=1" or "\ttab" ? "'" + text : text), file.Rows[3..].Select(row => row[0]));
    }

    [Fact]
    public async Task JSON_preserves_every_cell()
    {
        var file = JsonFile.Read(await Written.JsonAsync(Table, Rows));
        Assert.Equal(("small", "slips"), (file.Root.GetProperty("round").GetString(), file.Root.GetProperty("what").GetString()));
        Assert.Equal(["文字", "数", "是否", "时间"], file.Root.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("zh").GetString()));
        Assert.Equal("""{"text":"all","number":90.00,"flag":true,"at":"2020-12-31T18:00:03+08:00"}""", file.Rows[0].GetRawText());
        Assert.Equal("""{"text":null,"number":-3.5,"flag":false,"at":null}""", file.Rows[1].GetRawText());
        Assert.Equal(Texts, file.Rows.Skip(3).Select(row => row.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task A_workbook_has_typed_cells_a_frozen_header_and_the_hash_of_the_CSV_content()
    {
        var book = Workbook.Read(await Written.XlsxAsync(Table, Rows));
        Assert.Equal(["表 Table", "校验 Check"], book.Sheets.Select(sheet => sheet.Name));
        Assert.All(book.Sheets, sheet => Assert.Equal(1, sheet.FrozenRows));

        var rows = book.Sheets[0].Rows;
        Assert.Equal(["文字 Text", "数 Number", "是否 Flag", "时间 At"], rows[0].Select(cell => cell.Text));
        Assert.Equal(["text", "number", "flag", "number"], rows[1].Select(cell => cell.Kind));
        Assert.Equal(("90", "0.00"), (rows[1][1].Text, rows[1][1].Format));
        Assert.Equal("1", rows[1][2].Text);
        Assert.Equal(At.DateTime, DateTime.FromOADate(double.Parse(rows[1][3].Text, CultureInfo.InvariantCulture)), TimeSpan.FromMilliseconds(1));
        Assert.Contains("yyyy", rows[1][3].Format, StringComparison.Ordinal);
        Assert.Equal(["none", "number", "flag", "none"], rows[2].Select(cell => cell.Kind));
        Assert.Equal(Texts.Select(text => text.Replace("\r\n", "\n", StringComparison.Ordinal)), rows.Skip(4).Select(row => row[0].Text));

        var check = book.Sheets[1].Rows[1];
        var csv = CsvFile.Read(await Written.CsvAsync(Table, Rows));
        Assert.Equal((("number", Rows.Length.ToString(CultureInfo.InvariantCulture)), ("text", csv.Digest)), ((check[0].Kind, check[0].Text), (check[1].Kind, check[1].Text)));
    }

    [Fact]
    public async Task A_workbook_starts_a_worksheet_per_group_of_rows_and_another_when_one_is_full()
    {
        LocalText town = new("镇", "Towns"), school = new("学校", "Schools");
        var slip = new ExportRow(["x", 1, true, Cell.None], school);
        var book = Workbook.Read(await Written.XlsxAsync(Table, Enumerable.Repeat(slip, 4).Prepend(slip with { Sheet = town }), rowsPerSheet: 4));
        Assert.Equal(
            [("镇 Towns", 2), ("学校 Schools", 4), ("学校 Schools 2", 2), ("校验 Check", 2)],
            book.Sheets.Select(sheet => (sheet.Name, sheet.Rows.Count)));
        Assert.Equal("文字 Text", book.Sheets[2].Rows[0][0].Text);
        Assert.Equal("5", book.Sheets[3].Rows[1][0].Text);
    }

    [Fact]
    public async Task A_table_without_rows_is_complete_in_every_format()
    {
        Assert.Empty(CsvFile.Read(await Written.CsvAsync(Table, [])).Rows);
        Assert.Empty(JsonFile.Read(await Written.JsonAsync(Table, [])).Rows);
        var book = Workbook.Read(await Written.XlsxAsync(Table, []));
        Assert.Equal([("表 Table", 1), ("校验 Check", 2)], book.Sheets.Select(sheet => (sheet.Name, sheet.Rows.Count)));
    }
}
