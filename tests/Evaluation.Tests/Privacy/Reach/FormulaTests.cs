using System.Globalization;
using System.Text;
using Evaluation.Tests.Results.Exports;

namespace Evaluation.Tests.Privacy.Reach;

/// <summary>
/// Every text that people fill in begins like a formula, and every table that can be downloaded is read: no cell of a CSV file begins so,
/// and no cell of a workbook is a formula.
/// </summary>
public sealed class FormulaTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Signs = "=+-@＝＋－＠";

    [Theory]
    [InlineData("=1+1 ")]
    [InlineData("@SUM ")]
    [InlineData("+1 ")]
    [InlineData("-1 ")]
    [InlineData("＝1+1 ")]
    public async Task No_downloaded_table_has_a_formula(string sign)
    {
        var planted = await PlantedRound.CreateAsync(server, sign: sign, change: definition =>
        {
            foreach (var named in definition["units"]!.AsArray().Concat(definition["groups"]!.AsArray()).Concat(definition["criteria"]!.AsArray()).Concat(definition["options"]!.AsArray()).Concat(definition["classes"]!.AsArray()))
                named!["label"] = $"{sign}{named["code"]}";
            definition["title"] = sign + "title";
            // A code may begin with a hyphen.
            definition["groups"]!.AsArray().Add(System.Text.Json.Nodes.JsonNode.Parse("""{"code":"-x","label":"x","roll":9}"""));
        });
        await planted.PlanAsync();
        await planted.Round.MoveAsync("assessing");
        await planted.AssessAsync();
        await planted.Round.MoveAsync("voting");
        var batch = await planted.Round.TryIssueAsync("-x", 2, "\"u1\"");
        Assert.Equal("", Dangerous(batch.Text, "credentials"));
        foreach (var voter in await planted.Round.IssueAsync("users", 3))
            (await server.Voter(voter).PutAsync($"{planted.Round.Path}/ballot", $$"""{"slips":[{"unit":"u1","marks":[0,1],"comment":"{{sign}}"}]}""")).Answers();
        await planted.Round.MoveAsync("sealed", "provisional", "published");
        await planted.AwardAsync();

        var (tables, dangerous) = (new HashSet<string>(), new StringBuilder());
        foreach (var reader in new[] { "site", "auditor", "unit" })
            foreach (var path in new Crawl(server, planted).Paths().SelectMany(Labelled))
            {
                var answer = await planted.Readers[reader].GetAsync(path);
                if (answer.Status != 200 || answer.MediaType is not ("text/csv" or "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                    continue;
                tables.Add(path);
                if (answer.MediaType == "text/csv")
                    dangerous.Append(Dangerous(answer.Text, path));
                else
                    // Fails for a workbook with a formula.
                    Workbook.Read(answer.Body);
            }
        Assert.Equal("", dangerous.ToString());
        Assert.True(tables.Count > 30, $"{tables.Count} tables");
        Assert.Contains(tables, path => path.EndsWith("/self-assessment/template", StringComparison.Ordinal));
        Assert.Contains(tables, path => path.EndsWith("/tables/units.csv", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Labelled(string path) =>
        path.Contains("/export?", StringComparison.Ordinal) ? [path, $"{path}&lang=zh"] : path.EndsWith("/template", StringComparison.Ordinal) ? [path, $"{path}?format=xlsx", $"{path}?format=csv"] : [path];

    /// <summary>The cells that a spreadsheet would read as formulas, also after blanks. A number is none.</summary>
    private static string Dangerous(string csv, string path) => string.Concat(
        from cell in CsvFile.Records(csv.TrimStart('\uFEFF')).SelectMany(record => record)
        where cell.Length > 0 && (cell[0] is '\t' or '\r' or '\n' || cell.TrimStart() is { Length: > 0 } text && Signs.Contains(text[0], StringComparison.Ordinal))
        where !decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
        select $"{path}: {cell}\n");
}
