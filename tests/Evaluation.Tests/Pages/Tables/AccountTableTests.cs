using Evaluation.Gateway.Tables;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Tables;

/// <summary>Many accounts added with a table.</summary>
[Collection(SharedServer.Name)]
public sealed class AccountTableTests(TestServer server)
{
    private const string Address = "/manage/staff-table";

    [Fact]
    public async Task A_table_adds_accounts_with_their_roles_and_shows_their_keys_once()
    {
        var round = await server.DraftAsync();
        var (first, second) = (TestServer.NewId("first"), TestServer.NewId("second"));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, $"账号,使用人,权限,评价轮次,被评单位\n{first},王敏,被评单位,{round.Id},u1\n{first},,考评员,,\n{second},,auditor,{round.Id},\n");
        Strict.Check(looked);
        Assert.DoesNotContain(first, await NamesAsync());

        var made = await browser.SendAsync(looked, Address, "take", ("act", "take"));
        Strict.Check(made);
        var rows = made.All("main tbody tr").ToArray();
        Assert.Equal([first, second], rows.Select(row => row.QuerySelector("th")!.TextContent));
        Assert.Equal("王敏", rows[0].QuerySelectorAll("td")[0].TextContent);
        var keys = rows.Select(row => row.QuerySelector(".secret")!.TextContent).ToArray();
        (await server.Staff(keys[1]).GetAsync(round.Path)).Answers();
        var account = (await server.Administrator.GetAsync($"/api/staff/{first}")).Answers();
        Assert.Equal($$"""[{"role":"unit","round":"{{round.Id}}","unit":"u1"},{"role":"inspector","round":null,"unit":null}]""", account.GetProperty("roles").GetRawText());

        // The same form gets the same keys again, as a file.
        var file = await browser.SendAsync(made, Address, ("act", "csv"));
        Assert.Equal(200, file.Status);
        Assert.Equal([first, second], Csv.Read(file.Text.TrimStart('\uFEFF'), 10).Rows.Skip(1).Select(row => row[0]));
        Assert.Equal(keys, Csv.Read(file.Text.TrimStart('\uFEFF'), 10).Rows.Skip(1).Select(row => row[2]));
        Assert.DoesNotContain("ek_", (await browser.OpenAsync("/manage/staff")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_a_round_lists_its_units_without_an_account_and_can_be_given_as_it_is()
    {
        var (unit, codes) = (TestServer.NewId("unit"), Enumerable.Range(0, 3).Select(_ => TestServer.NewId("u")).ToArray());
        // Two units have one name: they are given by their codes.
        var round = await server.DraftAsync(definition =>
        {
            for (var index = 0; index < codes.Length; index++)
                definition["units"]![index]!["code"] = codes[index];
            definition["units"]![2]!["label"] = definition["units"]![0]!["label"]!.DeepClone();
        });
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{unit}}","roles":[{"role":"unit","round":"{{round.Id}}","unit":"{{codes[1]}}"}]}""")).Answers(201);
        using var browser = await new Browser(server.Address).SignedInAsync();
        var rows = Csv.Read((await browser.OpenAsync($"{Address}.csv?round={round.Id}")).Text.TrimStart('\uFEFF'), 10).Rows;
        Assert.Equal(["账号", "使用人", "权限", "评价轮次", "被评单位"], rows[0].Cells);
        Assert.Equal(2, rows.Count - 1);
        Assert.Equal([codes[0], codes[2]], rows.Skip(1).Select(row => row[4]));

        var names = rows.Skip(1).Select(_ => TestServer.NewId("filled")).ToArray();
        var table = rows.Skip(1).Zip(names, (row, name) => (string[])[name, .. row.Cells.Skip(1)]);
        var looked = await GiveAsync(browser, Csv.Text([rows[0].Cells, .. table]));
        Assert.Equal(200, (await browser.SendAsync(looked, Address, "take", ("act", "take"))).Status);
        var account = (await server.Administrator.GetAsync($"/api/staff/{names[0]}")).Answers();
        Assert.Equal(codes[0], account.GetProperty("roles")[0].GetProperty("unit").GetString());
    }

    [Fact]
    public async Task The_table_of_a_round_offers_names_that_it_takes()
    {
        string[] codes = [TestServer.NewId("-u"), $"p-{4_000_001}", $"-{new string('x', Limits.SlugCharacters - 1)}"];
        var round = await server.DraftAsync(definition =>
        {
            for (var index = 0; index < codes.Length; index++)
                definition["units"]![index]!["code"] = codes[index];
        });
        using var browser = await new Browser(server.Address).SignedInAsync();
        var table = (await browser.OpenAsync($"{Address}.csv?round={round.Id}")).Text.TrimStart('\uFEFF');
        Assert.Equal([$"unit{codes[0]}", $"unit-{codes[1]}", $"unit{codes[2]}"[..Limits.SlugCharacters]], Csv.Read(table, 10).Rows.Skip(1).Select(row => row[0]));
        Assert.Equal(200, (await browser.SendAsync(await GiveAsync(browser, table), Address, "take", ("act", "take"))).Status);
        Assert.Equal(codes[0], (await server.Administrator.GetAsync($"/api/staff/unit{codes[0]}")).Answers().GetProperty("roles")[0].GetProperty("unit").GetString());
    }

    [Theory]
    [InlineData("Not A Slug,,auditor,,", "第 2 行 A 列：\"Not A Slug\" 不能用作账号")]
    [InlineData("-x,,auditor,,", "第 2 行 A 列：\"-x\" 不能用作账号")]
    [InlineData("p-3,,auditor,,", "第 2 行 A 列：\"p-3\" 不能用作账号")]
    [InlineData("admin,,auditor,,", "第 2 行 A 列：账号 \"admin\" 已存在")]
    [InlineData("x-1,,king,,", "第 2 行 C 列：\"king\" 不是权限")]
    [InlineData("x-1,,auditor,nowhere,", "第 2 行 D 列：没有评价轮次 \"nowhere\"")]
    [InlineData("x-1,,unit,,", "第 2 行 E 列：未填写")]
    [InlineData("x-1,,auditor,,u1", "第 2 行 E 列：应留空")]
    [InlineData("x-1,,unit,,第一小学", "第 2 行 E 列：\"第一小学\" 不是编号")]
    [InlineData("x-1,王,auditor,,\nx-1,李,inspector,,", "第 3 行 B 列：账号 \"x-1\" 有两个使用人")]
    public async Task A_fault_names_its_cell_and_nothing_is_added(string row, string fault)
    {
        var good = TestServer.NewId("good");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, $"account,person,role,round,unit\n{row}\n{good},,auditor,,\n");
        Assert.Equal(400, looked.Status);
        Assert.Contains(fault, looked.In("[role=alert] li"), StringComparison.Ordinal);
        Assert.Null(looked.Document.QuerySelector("#take"));
        Assert.Contains(row.Split('\n')[0], looked.In("#csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(await NamesAsync(), name => name == good || name == "x-1");
    }

    [Fact]
    public async Task An_account_that_was_added_since_the_preview_refuses_the_whole_table()
    {
        var (taken, other) = (TestServer.NewId("taken"), TestServer.NewId("other"));
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, $"account,role\n{other},auditor\n{taken},auditor\n");
        (await server.Administrator.PostAsync("/api/staff", $$"""{"name":"{{taken}}","roles":[]}""")).Answers(201);
        Assert.Equal(409, (await browser.SendAsync(looked, Address, "take", ("act", "take"))).Status);
        Assert.DoesNotContain(other, await NamesAsync());
    }

    [Fact]
    public async Task The_list_of_accounts_is_searched_and_divided_into_pages()
    {
        var mark = TestServer.NewId("many");
        using var browser = await new Browser(server.Address).SignedInAsync();
        var looked = await GiveAsync(browser, "account,role\n" + string.Concat(Enumerable.Range(1, 51).Select(number => $"{mark}-{number:d2},auditor\n")));
        Assert.Equal(200, (await browser.SendAsync(looked, Address, "take", ("act", "take"))).Status);
        var page = await browser.OpenAsync($"/manage/staff?text={mark}&role=auditor");
        Strict.Check(page);
        Assert.Equal(50, page.All("main tbody tr").Count());
        Assert.Contains("51 个账号", page.Text, StringComparison.Ordinal);
        page = await browser.OpenAsync(page.Document.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal($"{mark}-51", page.In("main tbody tr th"));
        Assert.Empty((await browser.OpenAsync($"/manage/staff?text={mark}&role=operator")).All("main tbody tr"));
    }

    private static async Task<Seen> GiveAsync(Browser browser, string csv) =>
        await browser.SendAsync(await browser.OpenAsync(Address), Address, "give", ("csv", csv), ("act", "look"));

    private async Task<List<string?>> NamesAsync() =>
        [.. (await server.Administrator.GetAsync("/api/staff")).Answers().EnumerateArray().Select(account => account.GetProperty("name").GetString())];
}
