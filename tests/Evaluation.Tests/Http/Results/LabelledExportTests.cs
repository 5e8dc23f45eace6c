using System.Text.Json;
using Evaluation.Gateway.Results.Exports;
using Evaluation.Tests.Privacy.Reach;
using Evaluation.Tests.Results.Exports;

namespace Evaluation.Tests.Http.Results;

/// <summary>Exports with <c>lang</c>: headings in one language, and the texts of codes beside the codes.</summary>
public sealed class LabelledExportTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] SlipNames = ["unit", "unitLabel", "group", "groupLabel", "criterion.duty", "criterion.duty.label", "criterion.openness", "criterion.openness.label"];

    [Theory]
    [InlineData("zh", "单位|单位（文字）|评价主体|评价主体（文字）|履职(duty)评价|履职(duty)评价（文字）|公开(openness)评价|公开(openness)评价（文字）", "单位票")]
    [InlineData("en", "Unit|Unit, in words|Group|Group, in words|履职 (duty) mark|履职 (duty) mark, in words|公开 (openness) mark|公开 (openness) mark, in words", "Slips")]
    public async Task Slips_have_the_label_of_every_code_in_every_format(string language, string headings, string title)
    {
        var round = await server.OpenAsync();
        foreach (var voter in await round.IssueAsync("users", 2))
            (await round.CastAsync(voter, "u1:1,0")).Answers();
        await round.MoveAsync("sealed");
        string[] cells = ["u1", "一", "users", "服务对象", "B", "基本满意", "A", "满意"];

        var csv = CsvFile.Read(await ReadAsync(round, "slips", "csv", language));
        Assert.Equal(headings.Split('|'), csv.Header);
        Assert.Equal([cells, cells], csv.Rows);
        var json = JsonFile.Read(await ReadAsync(round, "slips", "json", language));
        Assert.Equal(SlipNames, json.Root.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.All(json.Rows, row => Assert.Equal(cells, row.EnumerateObject().Select(member => member.Value.GetString())));
        var book = Workbook.Read(await ReadAsync(round, "slips", "xlsx", language));
        Assert.Equal([title, "校验 Check"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal([headings.Split('|'), cells, cells], book.Sheets[0].Rows.Select(row => row.Select(cell => cell.Text).ToArray()));
        Assert.Equal(csv.Digest, book.Sheets[^1].Rows[1][1].Text);
    }

    [Fact]
    public async Task A_text_in_both_languages_becomes_one_column_and_without_one_language_the_other_stands_there()
    {
        var round = await server.OpenAsync(definition => definition["classes"]![0]!["label"] = System.Text.Json.Nodes.JsonNode.Parse("""{"zh":"镇","en":"Towns"}"""));
        await round.MoveAsync("sealed", "provisional", "published");
        var english = JsonFile.Read(await ReadAsync(round, "results", "json", "en"));
        string[] Cells(JsonElement row) => [.. row.EnumerateObject().Take(4).Select(member => $"{member.Name}={member.Value.GetString()}")];
        Assert.Equal(["class=town", "classLabel=Towns", "unit=u1", "unitLabel=一"], Cells(english.Rows[0]));
        Assert.Equal(["class=town", "classLabel=镇", "unit=u1", "unitLabel=一"], Cells(JsonFile.Read(await ReadAsync(round, "results", "json", "zh")).Rows[0]));
        Assert.Equal(["Class", "Class name", "Unit", "Unit name", "Rank"], CsvFile.Read(await ReadAsync(round, "results", "csv", "en")).Header[..5]);
        Assert.Equal(["类别", "类别名称", "单位", "单位名称", "名次"], CsvFile.Read(await ReadAsync(round, "results", "csv", "zh")).Header[..5]);
        Assert.Equal(["Towns", "学校", "校验 Check"], Workbook.Read(await ReadAsync(round, "results", "xlsx", "en")).Sheets.Select(sheet => sheet.Name));
        var answer = await server.Administrator.SendAsync(HttpMethod.Head, $"{round.Path}/export?format=xlsx&lang=en", null);
        Assert.Equal($"{round.Id}-results-v1-en.xlsx", answer.ContentHeaders.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task Every_export_of_a_round_has_the_same_codes_and_figures_with_labels_as_without()
    {
        var planted = await PlantedRound.CreateAsync(server);
        await planted.PlanAsync();
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        await planted.Round.MoveAsync("voting");
        var voters = await planted.Round.IssueAsync("users", 3);
        foreach (var voter in voters)
            (await server.Voter(voter).PutAsync($"{planted.Round.Path}/ballot", """{"slips":[{"unit":"u1","marks":[0,1],"comment":"好"}]}""")).Answers();
        await planted.Round.MoveAsync("sealed", "provisional", "published");
        await planted.AwardAsync();
        var labelled = 0;
        foreach (var what in Enum.GetNames<ExportSubject>().Select(name => name.ToLowerInvariant()))
            foreach (var language in new[] { "zh", "en" })
            {
                var (plain, shown) = (JsonFile.Read(await ReadAsync(planted.Round, what, "json", null)), JsonFile.Read(await ReadAsync(planted.Round, what, "json", language)));
                Assert.Equal(plain.Rows.Select(row => Codes(row, plain)), shown.Rows.Select(row => Codes(row, plain)));
                labelled += shown.Rows.Sum(row => row.EnumerateObject().Count(member => member.Name.EndsWith("abel", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.String));
                Assert.Equal(plain.Rows.Count, CsvFile.Read(await ReadAsync(planted.Round, what, "csv", language)).Rows.Length);
            }
        Assert.True(labelled > 100, $"{labelled} labels");
    }

    [Theory]
    [InlineData("lang=fr")]
    [InlineData("lang=")]
    [InlineData("lang=ZH")]
    public async Task Another_language_is_refused(string query)
    {
        var round = await server.DraftAsync();
        foreach (var path in new[] { $"{round.Path}/export?what=honours&", "/api/honours/export?", "/api/complaints/export?" })
            (await server.Administrator.GetAsync(path + query)).Refuses(400, "bad-request");
    }

    /// <summary>The cells of the columns that an export without labels has, without texts in the two languages.</summary>
    private static string Codes(JsonElement row, JsonFile plain) => string.Join('|',
        from column in plain.Root.GetProperty("columns").EnumerateArray()
        let name = column.GetProperty("name").GetString()!
        where !name.EndsWith("Zh", StringComparison.Ordinal) && !name.EndsWith("En", StringComparison.Ordinal)
        select row.GetProperty(name).GetRawText());

    private async Task<byte[]> ReadAsync(TestRound round, string what, string format, string? language)
    {
        var auditor = await server.StaffWithAsync("""{"role":"auditor"}""");
        var caller = what is "complaints" or "targets" ? server.Administrator : auditor;
        var answer = await caller.GetAsync($"{round.Path}/export?what={what}&format={format}{(language is null ? "" : $"&lang={language}")}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Body;
    }
}
