using System.IO.Compression;
using System.Text;
using Evaluation.Gateway.Tables;
using Evaluation.Tests.Http;
using SpreadCheetah;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Units, groups and weights imported from a table after a preview of the changes.</summary>
[Collection(SharedServer.Name)]
public sealed class TablePageTests(TestServer server)
{
    [Fact]
    public async Task A_table_is_previewed_before_it_is_imported()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "units", "code,zh,class\r\nu1,一,town\r\nu2,第二,town\r\nu4,\"新, 单位\",school\r\n");
        Strict.Check(looked);
        Assert.Equal(["same", "changed", "new", "gone"], looked.All("#preview ~ .table-wrap tbody tr").Select(row => row.ClassName!["row-".Length..]));
        Assert.Equal(3, (await UnitsAsync(round)).Length);

        var taken = await browser.SendAsync(looked, $"/manage/rounds/{round.Id}/tables/units", "take", ("act", "take"));
        Assert.Equal($"/manage/rounds/{round.Id}/units?saved=1", taken.Location);
        Assert.Equal(["u1 一", "u2 第二", "u4 新, 单位"], await UnitsAsync(round));
        // Reports stay unchanged if the table has no column for them.
        Assert.Contains("248", (await server.Administrator.GetAsync(round.Path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_import_keeps_a_units_former_codes()
    {
        var former = TestServer.NewId("former");
        var earlier = await server.DraftAsync(definition => definition["units"]![0]!["code"] = former);
        var round = await server.DraftAsync(definition => definition["units"]![0]!["formerly"] = new System.Text.Json.Nodes.JsonArray(former));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "units", "code,zh,class,report\nu1,改名,town,\nu3,三,school,\n");
        Assert.Equal(302, (await browser.SendAsync(looked, $"/manage/rounds/{round.Id}/tables/units", "take", ("act", "take"))).Status);
        var unit = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("units")[0];
        Assert.Equal($"[\"{former}\"]", unit.GetProperty("formerly").GetRawText());
        Assert.Equal("改名", unit.GetProperty("label").GetProperty("zh").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, unit.GetProperty("report").ValueKind);
        // An unknown former code is reported as in the API.
        await earlier.MoveAsync("cancelled");
        looked = await GiveAsync(browser, round.Id, "units", "code,zh,class\nu1,又改,town\nu3,三,school\n");
        Assert.Equal(400, looked.Status);
        Assert.Contains($"\"{former}\" 不是其他轮次的单位", looked.In("[role=alert]"), StringComparison.Ordinal);
        Assert.Null(looked.Document.QuerySelector("#take"));
    }

    [Fact]
    public async Task A_fault_names_its_row_and_the_file_cannot_be_imported()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "units", "code,zh,class\nu1,一,town\nu1,二,school\n");
        Assert.Equal(400, looked.Status);
        Assert.StartsWith("第 3 行：", looked.In("[role=alert] li"), StringComparison.Ordinal);
        Assert.Equal("row-fault", looked.All("#preview ~ .table-wrap tbody tr").ElementAt(1).ClassName);
        Assert.Null(looked.Document.QuerySelector("#take"));
    }

    /// <summary>A group that goes leaves weights that name it: a fault outside of the table.</summary>
    [Theory]
    [InlineData("zh-CN", "单位类别 › 1 › 权重")]
    [InlineData("en", "Classes › 1 › Weights")]
    public async Task A_fault_outside_of_the_table_names_its_place_in_words(string language, string place)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "groups", "code,zh,roll\nnpc,代表,60\n");
        Assert.Contains(place, looked.In("[role=alert]"), StringComparison.Ordinal);
        Assert.DoesNotContain("/classes", looked.In("[role=alert]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("units", "code,name\nu1,x\n", "name")]
    [InlineData("units", "zh,class\n一,town\n", "编号")]
    [InlineData("units", "", "空")]
    [InlineData("groups", "code,code,roll\n", "编号")]
    public async Task A_table_with_other_columns_is_refused(string table, string csv, string named)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, table, csv);
        Assert.Equal(400, looked.Status);
        Assert.Contains(named, looked.In("[role=alert]"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("groups", "code,zh,roll\nnpc,代表,60\nusers,用户,500\n", "/groups/0/roll", "60")]
    [InlineData("weights", "class,npc,users\ntown,45,55\n", "/classes/0/weights/npc", "45")]
    public async Task Groups_and_weights_are_imported_from_tables(string table, string csv, string pointer, string value)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, table, csv);
        Assert.Equal(302, (await browser.SendAsync(looked, $"/manage/rounds/{round.Id}/tables/{table}", "take", ("act", "take"))).Status);
        var node = System.Text.Json.Nodes.JsonNode.Parse((await server.Administrator.GetAsync(round.Path)).Text)!["definition"];
        foreach (var part in pointer.Split('/').Skip(1))
            node = int.TryParse(part, out var index) ? node![index] : node![part];
        Assert.Equal(value, node!.ToJsonString());
    }

    [Fact]
    public async Task Importing_a_downloaded_table_changes_nothing()
    {
        // Texts that look like formulas, and texts with surrounding blanks.
        var round = await server.DraftAsync(definition => (definition["units"]![1]!["report"], definition["units"]![2]!["label"]) = ("- a list\n- of two\n", "=SUM(1)"));
        using var browser = await new Browser(server.Address).SignedInAsync();
        foreach (var table in new[] { "units", "groups", "weights" })
        {
            var csv = (await browser.OpenAsync($"/manage/rounds/{round.Id}/tables/{table}.csv")).Text;
            var looked = await GiveAsync(browser, round.Id, table, csv);
            Assert.Equal(200, looked.Status);
            Assert.All(looked.All("#preview ~ .table-wrap tbody tr"), row => Assert.Equal("row-same", row.ClassName));
        }
    }

    [Fact]
    public async Task A_workbook_is_imported_like_a_CSV_file()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var book = await BookAsync([[new("class"), new("npc"), new("users")], [], [new(" town "), new(45.5), new("55")]]);
        var looked = await GiveAsync(browser, round.Id, "weights", book);
        Assert.Equal(302, (await browser.SendAsync(looked, $"/manage/rounds/{round.Id}/tables/weights", "take", ("act", "take"))).Status);
        var weights = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("classes")[0].GetProperty("weights");
        Assert.Equal("""{"npc":45.5,"users":55}""", weights.GetRawText());
    }

    [Fact]
    public async Task The_text_of_a_workbook_cell_is_imported_unchanged()
    {
        string[] cells = ["=1+1", "a,b", "say \"so\"", "two\nlines", "-5", "'", "'=1+1", "＝1"];
        using var book = new MemoryStream(await BookAsync([[.. cells.Select(cell => new Cell(cell))]]));
        var rows = Workbook.Read(book, rowsMax: 1).Rows.Select(row => row.Cells);
        Assert.Equal(cells, Assert.Single(Csv.Read(Csv.Text(rows), rowsMax: 1).Rows).Cells);
    }

    [Fact]
    public async Task A_file_with_only_the_signature_of_a_workbook_is_refused()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var book = await BookAsync([[new("class")]]);
        foreach (var file in new[] { "PK\u0003\u0004 and nothing else"u8.ToArray(), book[..(book.Length / 2)], Packed("xl/workbook.xml", 16), Packed("[Content_Types].xml", 129 << 20) })
        {
            var looked = await GiveAsync(browser, round.Id, "weights", file);
            Assert.Equal(400, looked.Status);
            Assert.Contains("不是可以读取的工作簿", looked.In("[role=alert]"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a,b\n1,2", "a|b/1|2")]
    [InlineData("a;b\r\n1; 2 \r\n", "a|b/1|2")]
    [InlineData("a\tb\n\"1\n1\"\t2", "a|b/1\n1|2")]
    [InlineData("a,b\n\"say \"\"so\"\"\",\"1,5\"", "a|b/say \"so\"|1,5")]
    [InlineData("a,b\n,\n\n1,", "a|b/1|")]
    public void CSV_files_are_read_as_spreadsheets_write_them(string text, string rows) =>
        Assert.Equal(rows, string.Join('/', Csv.Read(text, rowsMax: 9).Rows.Select(row => string.Join('|', row.Cells))));

    [Fact]
    public void A_text_that_a_spreadsheet_would_run_as_a_formula_is_written_as_text() =>
        Assert.Equal("\uFEFF\"'=1+1\",\"'＝1\",\"a\"\"b\",c\r\n", Csv.Write([["=1+1", "＝1", "a\"b", "c"]]));

    private static Task<Seen> GiveAsync(Browser browser, string round, string table, string csv) => GiveAsync(browser, round, table, Encoding.UTF8.GetBytes(csv));

    private static async Task<Seen> GiveAsync(Browser browser, string round, string table, byte[] file)
    {
        var address = $"/manage/rounds/{round}/tables/{table}";
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Fields(await browser.OpenAsync(address), address, ("act", "look")))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "table");
        return await browser.PostAsync(address, content);
    }

    private static async Task<byte[]> BookAsync(Cell[][] rows)
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file))
        {
            await book.StartWorksheetAsync("1");
            foreach (var row in rows)
                await book.AddRowAsync(row);
            await book.FinishAsync();
        }
        return file.ToArray();
    }

    /// <summary>A zip file with one entry of so many zero bytes.</summary>
    private static byte[] Packed(string name, int bytes)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open())
            for (var written = 0; written < bytes; written += 1 << 20)
                part.Write(new byte[Math.Min(bytes, 1 << 20)]);
        return file.ToArray();
    }

    private async Task<string[]> UnitsAsync(TestRound round) =>
        [.. (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("units").EnumerateArray().Select(unit => $"{unit.GetProperty("code")} {unit.GetProperty("label").GetProperty("zh")}")];
}
