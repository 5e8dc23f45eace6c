using System.Text;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Gateway.Tables;
using Evaluation.Tests.Http;
using static Evaluation.Tests.Pages.Tables.SheetFile;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Files as people send them, imported through the page.</summary>
[Collection(SharedServer.Name)]
public sealed class ImportTests(TestServer server)
{
    public static readonly TheoryData<string, byte[]> Readable = new()
    {
        { "UTF-16 with tabs, as Excel saves Unicode text", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("code\tzh\tclass\r\nu1\t一\ttown\r\nu2\t改\ttown\r\nu3\t三\tschool\r\n")] },
        { "a declared separator", Encoding.UTF8.GetBytes("sep=;\r\ncode;zh;class\r\nu1;一;town\r\nu2;改;town\r\nu3;三;school\r\n") },
        { "trailing commas", Encoding.UTF8.GetBytes("code,zh,class,,\r\nu1,一,town,,\r\nu2,改,town\r\nu3,三,school,\r\n") },
        { "Chinese headings of our pages", Encoding.UTF8.GetBytes("编号,中文,类别\r\nu1,一,town\r\nu2,改,town\r\nu3,三,school\r\n") },
        { "English headings of our pages", Encoding.UTF8.GetBytes("Code,Chinese,Class,English\r\nu1,一,town,\r\nu2,改,town,\r\nu3,三,school,\r\n") },
        { "formatted blank columns and rows", Of("单位", """<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c><c r="B1" t="inlineStr"><is><t>中文</t></is></c><c r="C1" t="inlineStr"><is><t>类别</t></is></c><c r="D1" s="2"/><c r="E1" s="2"/></row>"""
            + Row(2, "u1", "一", "town") + Row(3, "u2", "改", "town") + Row(4, "u3", "三", "school") + """<row r="5"><c r="A5" s="2"/><c r="F5" s="2"/></row>""") },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_file_of_a_spreadsheet_program_is_imported(string kind, byte[] file)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "units", file);
        Assert.True(looked.Status == 200, $"{kind}: {looked.In("[role=alert]")}");
        Assert.Equal(["row-same", "row-changed", "row-same"], looked.All("#preview ~ .table-wrap tbody tr").Select(row => row.ClassName));
        Assert.Equal(302, (await browser.SendAsync(looked, Address(round.Id, "units"), "take", ("act", "take"))).Status);
        Assert.Contains("\"改\"", (await server.Administrator.GetAsync(round.Path)).Text, StringComparison.Ordinal);
    }

    public static readonly TheoryData<string, string, byte[], string> Faulty = new()
    {
        { "weights", "zh-CN", Of("权重", Row(1, "class", "npc", "users") + """<row r="2"><c r="A2" t="inlineStr"><is><t>town</t></is></c><c r="B2"><v>30</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"""), "工作表“权重”第 2 行 C 列：公式出错，显示 #DIV/0!" },
        { "weights", "en", Of("W", Row(1, "class", "npc", "users") + """<row r="2"><c r="A2" t="inlineStr"><is><t>town</t></is></c><c r="B2"><v>30</v></c><c r="C2"><f>B2*2</f></c></row>"""), "Sheet \"W\", row 2, column C: holds a formula without a stored result" },
        { "weights", "zh-CN", Encoding.UTF8.GetBytes("class,npc\ntown,1\ncity,2\n"), "第 3 行：\"city\" 没有定义" },
        { "weights", "zh-CN", Encoding.UTF8.GetBytes("class,npc\ntown,1\ntown,2\n"), "第 3 行：\"town\" 重复使用" },
        { "weights", "zh-CN", Encoding.UTF8.GetBytes("class,npc\nschool,x\n"), "第 2 行：代表 请填写数字，现填的是 \"x\"" },
        { "units", "zh-CN", Encoding.UTF8.GetBytes("code,zh,class\nu1,一,town\nu2,二, 三,town\n"), "第 3 行 D 列：这一行有 4 格，标题行只有 3 格" },
        { "units", "zh-CN", Encoding.UTF8.GetBytes("code,zh,class,\nu1,一,town,备注\n"), "第 2 行 D 列：有内容，但该列没有标题" },
        { "units", "zh-CN", Encoding.UTF8.GetBytes("code,编号,class\nu1,u1,town\n"), "第 1 行 B 列：“编号”列重复" },
        { "units", "zh-CN", [.. Encoding.UTF8.GetBytes("code,zh,class\nu1,第一"), 0xE5, 0xB0, .. Encoding.UTF8.GetBytes(",town\n")], "第 2 行：不是有效的 UTF-8 编码" },
        { "units", "zh-CN", Encoding.Unicode.GetBytes("code,zh,class\nu1,one,town\n"), "U+0000" },
        { "units", "zh-CN", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "旧格式或设有密码的工作簿" },
        { "units", "zh-CN", Encoding.UTF8.GetBytes("code,zh,class\n\nu1,一,town\nu2,\u200B,town\n"), "第 4 行：中文 只有看不见的字符" },
        { "units", "en", Encoding.UTF8.GetBytes("code,zh,class\nu1,一,town\nu2, 一,town\nu3,三,school\n"), "Row 3: Chinese \"一\" looks like the label of \"u1\"" },
        { "groups", "zh-CN", Encoding.UTF8.GetBytes("code,zh,roll\n" + string.Concat(Enumerable.Range(1, 65).Select(number => $"g{number},第{number}组,5\n"))), "第 66 行：超过行数上限：标题以下最多 64 行" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_fault_of_a_file_is_shown_with_its_place_in_the_readers_language(string table, string language, byte[] file, string shown)
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address, language).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, table, file);
        Assert.Equal(400, looked.Status);
        Assert.Contains(looked.All("[role=alert] li"), line => line.TextContent.Contains(shown, StringComparison.Ordinal));
        Assert.Null(looked.Document.QuerySelector("#take"));
    }

    [Fact]
    public void Every_fault_of_a_file_has_a_translation()
    {
        string[] texts = ["a,b\n1,#N/A\n", "a\n\uFFFD\n", "a\n??\n", "a\n\"b\n", new string(',', 300), "\"" + new string('x', 1 << 20), "a\n1\n2\n3\n", "a\n\"b\"c\n"];
        var faults = texts.Select(text => Csv.Read(text, rowsMax: 2).Faults).Concat(
        [
            Workbook.Read(new MemoryStream([]), 1).Faults, Workbook.Read(new MemoryStream(Blanks("x", Limits.WorkbookBytes + 1)), 1).Faults,
            Workbook.Read(new MemoryStream(Of("1", """<row r="1"><c r="A1"><f>1</f></c><c r="B1" t="s"><v>1</v></c><c r="XFD1"><v>1</v></c></row>""")), 1).Faults,
            Workbook.Read(new MemoryStream(Of("1", Row(1, "a") + Row(2, "b"), """<mergeCells><mergeCell ref="A2:A3"/></mergeCells>""")), 2).Faults,
            Workbook.Read(new MemoryStream(Of("1", string.Concat(Enumerable.Repeat("<row/>", Limits.TableElements + 1)))), 1).Faults,
        ]).ToArray();
        Assert.All(faults, Assert.NotEmpty);
        Assert.All(faults.SelectMany(list => list), fault => Assert.True(DomainTexts.KnowsFault(fault.Message), fault.Message));
    }

    [Fact]
    public async Task A_table_without_a_column_for_a_language_keeps_the_names_in_it()
    {
        var round = await server.DraftAsync(definition => definition["units"]![0]!["label"] = System.Text.Json.Nodes.JsonNode.Parse("""{"zh":"一","en":"One"}"""));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, round.Id, "units", "code,zh,class\nu1,壹,town\nu3,三,school\n"u8.ToArray());
        Assert.Equal(302, (await browser.SendAsync(looked, Address(round.Id, "units"), "take", ("act", "take"))).Status);
        var label = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("units")[0].GetProperty("label");
        Assert.Equal("""{"zh":"壹","en":"One"}""", label.GetRawText());
    }

    [Fact]
    public async Task A_table_with_the_offered_headings_is_taken_and_has_the_parent()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(Address(round.Id, "units"));
        Assert.Contains("编号、中文、英文、类别、单位报告、单位顺序、上级单位", page.In("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("precedence", page.In("main"), StringComparison.Ordinal);
        var offered = (await browser.OpenAsync($"/manage/rounds/{round.Id}/tables/units.csv")).Text.TrimStart('\uFEFF').Split('\n')[0].TrimEnd();
        Assert.Equal("编号,中文,英文,类别,单位报告,单位顺序,上级单位", offered);
        Assert.StartsWith("类别,代表,服务对象", (await browser.OpenAsync($"/manage/rounds/{round.Id}/tables/weights.csv")).Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        var looked = await GiveAsync(browser, round.Id, "units", Encoding.UTF8.GetBytes(offered + "\nu1,一,,town,,,\nu2,二,,town,,,一\nu3,三,,school,,,u1\n"));
        Assert.Equal(200, looked.Status);
        Assert.Equal(302, (await browser.SendAsync(looked, Address(round.Id, "units"), "take", ("act", "take"))).Status);
        var units = (await server.Administrator.GetAsync(round.Path)).Answers().GetProperty("definition").GetProperty("units");
        Assert.Equal(["u1", "u1"], units.EnumerateArray().Skip(1).Select(unit => unit.GetProperty("parent").GetString()));
        Assert.Contains("没有名为“x”的列；列名为 编号、中文", (await GiveAsync(browser, round.Id, "units", "编号,x\n"u8.ToArray())).In("[role=alert]").Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_weights_is_recognised_by_the_name_of_its_group()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Equal(200, (await GiveAsync(browser, round.Id, "weights", "类别,代表,服务对象\ntown,45,55\n"u8.ToArray())).Status);
    }

    [Fact]
    public async Task A_pasted_text_with_faults_is_shown_again()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        const string typed = "code,zh,class\nu1,#N/A,town";
        var looked = await browser.SendAsync(await browser.OpenAsync(Address(round.Id, "units")), Address(round.Id, "units"), "give", ("act", "look"), ("csv", typed));
        Assert.Equal((400, typed), (looked.Status, looked.Document.QuerySelector("textarea[name=csv]")!.TextContent));
    }

    [Fact]
    public async Task A_table_that_fits_its_file_also_fits_the_form_that_applies_it()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        // 12 MiB of Chinese text have 36 MiB in the encoding of addresses.
        var report = new string('报', Limits.ReportCharacters);
        var units = string.Concat(Enumerable.Range(1, 200).Select(number => $"u{number},第{number}单位,{(number == 3 ? "school" : "town")},{report}\n"));
        var looked = await GiveAsync(browser, round.Id, "units", Encoding.UTF8.GetBytes("code,zh,class,report\n" + units));
        Assert.Equal(200, looked.Status);
        var form = looked.Document.Forms.Single(form => form.Id == "take");
        Assert.Equal("multipart/form-data", form.Enctype);
        using var content = new MultipartFormDataContent();
        foreach (var field in form.QuerySelectorAll("input[type=hidden]"))
            content.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
        content.Add(new StringContent("take"), "act");
        Assert.Equal(302, (await browser.PostAsync(Address(round.Id, "units"), content)).Status);

        var large = await GiveAsync(browser, round.Id, "units", new byte[Limits.TableBytes + 1]);
        Assert.Equal(400, large.Status);
        Assert.Contains("文件超过 32 MiB", large.In("[role=alert]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_round_that_is_no_draft_refuses_a_table_before_it_is_read()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(Address(round.Id, "units"));
        await round.MoveAsync("voting");
        var frozen = await browser.OpenAsync(Address(round.Id, "units"));
        Strict.Check(frozen);
        Assert.Null(frozen.Document.QuerySelector("#give"));
        foreach (var act in new[] { "look", "take" })
        {
            // The text has faults, which would be shown if it was read.
            var refused = await browser.SendAsync(page, Address(round.Id, "units"), "give", ("act", act), ("csv", "code\n#N/A\n"));
            Assert.Equal(409, refused.Status);
            Assert.Contains("规则不能再修改", refused.Text, StringComparison.Ordinal);
        }
        var audit = (await server.Administrator.GetAsync($"{round.Path}/audit")).Answers().EnumerateArray();
        Assert.Single(audit, line => line.GetRawText().Contains("rules were frozen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_imports_one_table_at_a_time()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(Address(round.Id, "units"));
        // More than the buffers between client and server hold, so that the server has begun to read it.
        byte[] large = [.. "code\nu1\n"u8, .. new byte[8 << 20].Select(_ => (byte)'\n')];
        using var form = Form(page, round.Id, "units", large);
        using var held = new HeldContent(form, large.Length - 1_000);
        var first = browser.PostAsync(Address(round.Id, "units"), held);
        await held.IsHeld;
        var second = await GiveAsync(browser, page, round.Id, "units", "code\nu1\n"u8.ToArray());
        Assert.Equal(409, second.Status);
        Assert.Contains("正在导入另一个表格", second.Text, StringComparison.Ordinal);
        Assert.Equal("1", second.Header("Retry-After"));
        held.GoOn();
        Assert.Equal(400, (await first).Status);
        Assert.Equal(400, (await GiveAsync(browser, page, round.Id, "units", "code\nu1\n"u8.ToArray())).Status);
    }

    private static string Address(string round, string table) => $"/manage/rounds/{round}/tables/{table}";

    private static async Task<Seen> GiveAsync(Browser browser, string round, string table, byte[] file) =>
        await GiveAsync(browser, await browser.OpenAsync(Address(round, table)), round, table, file);

    private static async Task<Seen> GiveAsync(Browser browser, Seen page, string round, string table, byte[] file)
    {
        using var content = Form(page, round, table, file);
        return await browser.PostAsync(Address(round, table), content);
    }

    private static MultipartFormDataContent Form(Seen page, string round, string table, byte[] file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Fields(page, Address(round, table), ("act", "look")))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "table");
        return content;
    }
}
