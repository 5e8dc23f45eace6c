using System.Net.Http.Headers;
using System.Text;
using static Evaluation.Tests.Pages.Tables.SheetFile;

namespace Evaluation.Tests.Http.SelfAssessments;

/// <summary>Tables of claims as people send them.</summary>
[Collection(SharedServer.Name)]
public sealed class ImportTests(TestServer server)
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>With titles, loose numbers, numbered names, a wrong total and a signature.</summary>
    private static readonly string[][] Messy =
    [
        ["文明单位考核验收自评表"],
        ["填报单位：市教育局", "", "", ""],
        ["考评项目", "应得分", "自评得分（分）", "扣分原因"],
        ["一、领导班子（15分）", "15", "15,", ""],
        ["业务工作实绩", "16", "１６", ""],
        ["思想道德风尚", "13", "13", ""],
        ["law", "12", "XXX", ""],
        ["5. 科技文化", "9", "8 分", "无运动场"],
        ["卫生与环境", "9", "8,5", "卫生死角"],
        ["未成年人思想道德建设", "8", "不适用", "无此职责"],
        ["创建工作", "18", "17分。", "活动偏少"],
        ["合计", "100", "98 分", ""],
        ["填报人：张三", "", "", ""],
    ];

    private static readonly string[] Read =
    [
        """{"row":4,"column":"criterion","was":"一、领导班子（15分）","is":"leadership"}""", """{"row":4,"column":"claimed","was":"15,","is":15}""",
        """{"row":5,"column":"claimed","was":"１６","is":16}""", """{"row":7,"column":"claimed","was":"XXX","is":null}""",
        """{"row":8,"column":"criterion","was":"5. 科技文化","is":"culture"}""", """{"row":8,"column":"claimed","was":"8 分","is":8}""",
        """{"row":9,"column":"claimed","was":"8,5","is":8.5}""", """{"row":10,"column":"claimed","was":"不适用","is":"na"}""",
        """{"row":11,"column":"claimed","was":"17分。","is":17}""", """{"row":12,"column":"declaredTotal","was":"98 分","is":98}""",
        """{"row":13,"column":"criterion","was":"填报人：张三","is":null}""",
    ];

    public static readonly TheoryData<string, byte[]> Files = new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text(',')) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(','))] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text('\t'))] },
        { "GB 18030", Gb18030.GetBytes(Text(',')) },
        { "semicolons", Encoding.UTF8.GetBytes(Text(';')) },
        { "tabs", Encoding.UTF8.GetBytes(Text('\t')) },
        { "workbook", Of("自评表", string.Concat(Messy.Select((row, index) => Row(index + 1, row))), """<mergeCells count="3"><mergeCell ref="A1:D1"/><mergeCell ref="A2:D2"/><mergeCell ref="A13:D13"/></mergeCells>""") },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_table_is_read_as_people_type_it_and_says_what_was_read_as_something_else(string kind, byte[] file)
    {
        var unit = await AssessedUnit.InAsync(server);
        var view = (await SendAsync(unit, file, kind == "workbook" ? "?format=xlsx" : "?format=csv")).Answers();
        Assert.Equal(Read, view.GetProperty("read").EnumerateArray().Select(cell => cell.GetRawText()));
        Assert.Equal(
            ["15", "16", "13", "null", "8", "8.5", "\"na\"", "17"], view.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("claimed").GetRawText()));
        Assert.Equal(
            ["/items/3/claimed item-missing", "/declaredTotal total-mismatch"],
            view.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("pointer").GetString()} {fault.GetProperty("code").GetString()}"));
        Assert.Equal((0, 98m, 77.5m), (view.GetProperty("version").GetInt32(), view.GetProperty("declaredTotal").GetDecimal(), view.GetProperty("total").GetDecimal()));
        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
    }

    [Fact]
    public async Task A_table_is_saved_only_when_asked_and_keeps_what_it_does_not_have()
    {
        var unit = await AssessedUnit.InAsync(server);
        var body = AssessedUnit.Complete(0);
        body["report"] = "## 报告";
        body["items"]![4]!["figures"] = System.Text.Json.Nodes.JsonNode.Parse("""[{"name":"场地","value":3,"unit":"处"}]""");
        await unit.SaveAsync(body);
        var saved = (await SendAsync(unit, "code,claimed\nculture,9\n"u8.ToArray(), "?save=true")).Answers();
        Assert.Equal((2, "draft", 9m, "## 报告"), (
            saved.GetProperty("version").GetInt32(), saved.GetProperty("state").GetString(), saved.GetProperty("items")[4].GetProperty("claimed").GetDecimal(), saved.GetProperty("report").GetString()));
        Assert.Empty(saved.GetProperty("read").EnumerateArray());
        Assert.Equal("场地", saved.GetProperty("items")[4].GetProperty("figures")[0].GetProperty("name").GetString());
        Assert.Equal(2, (await unit.Unit.GetAsync(unit.Path)).Answers().GetProperty("version").GetInt32());
        Assert.Equal(2, (await SendAsync(unit, "code,claimed\nculture,9\n"u8.ToArray(), "?save=true")).Answers().GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Evidence_and_reasons_are_read_from_their_columns()
    {
        var unit = await AssessedUnit.InAsync(server);
        var view = (await SendAsync(unit, "指标,自评分,佐证材料,失分原因\nculture,8,\"EV-1、ev-2，ev-1\",\"第一行\n第二行\"\n"u8.ToArray(), "")).Answers().GetProperty("items")[0];
        Assert.Equal(["ev-1", "ev-2"], view.GetProperty("evidence").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal("第一行\n第二行", view.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("weather,claimed\nculture,9\n", "")]
    [InlineData("criterion,claimed\nweather,9\n", "/rows/2/criterion")]
    [InlineData("criterion,claimed\nculture,9\nculture,8\n", "/rows/3/criterion")]
    [InlineData("criterion,claimed\nculture,-1\n", "/rows/2/claimed")]
    [InlineData("criterion,claimed\nculture,1.00001\n", "/rows/2/claimed")]
    [InlineData("criterion,claimed\nculture,#REF!\n", "/rows/2/B")]
    [InlineData("criterion,claimed\nnote,\n", "")]
    public async Task A_table_that_cannot_be_read_is_refused_at_its_row(string table, string pointer)
    {
        var unit = await AssessedUnit.InAsync(server);
        var refused = (await SendAsync(unit, Encoding.UTF8.GetBytes(table), "?save=true")).Refuses(400, "bad-request");
        Assert.Equal(pointer, refused.GetProperty("faults")[0].GetProperty("pointer").GetString());
        (await unit.Unit.GetAsync(unit.Path)).Refuses(404, "no-such-self-assessment");
    }

    [Fact]
    public async Task A_filed_self_assessment_and_bad_parameters_are_refused()
    {
        var unit = await (await AssessedUnit.InAsync(server)).FiledAsync();
        (await SendAsync(unit, "code,claimed\nculture,9\n"u8.ToArray(), "?save=true")).Refuses(409, "wrong-state");
        (await SendAsync(unit, [], "?format=ods")).Refuses(400, "bad-request");
        (await SendAsync(unit, [], "?save=yes")).Refuses(400, "bad-request");
    }

    private static Task<Answer> SendAsync(AssessedUnit unit, byte[] file, string query)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return unit.Unit.SendAsync(HttpMethod.Post, $"{unit.Path}/import{query}", content);
    }

    private static string Text(char separator) =>
        string.Concat(Messy.Select(row => string.Join(separator, row.Select(cell => cell.Contains(separator) ? $"\"{cell}\"" : cell)) + "\r\n"));
}
