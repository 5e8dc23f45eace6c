using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Tests.Http.Awards;

namespace Evaluation.Tests.Pages.Words;

/// <summary>Faults of page forms on Chinese pages: the label of the field as the form has it, a colon, and the reason in words.</summary>
public sealed partial class FormFaultTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_new_round_with_a_used_id_says_so_at_the_id()
    {
        var round = await server.DraftAsync();
        await RefusedAsync("/manage/new", "/manage/new", "new-round", [("id", round.Id), ("zh", "年度评价")], $"轮次编号：“{round.Id}”已被其他轮次使用，请另选一个编号");
    }

    [Fact]
    public async Task Faults_of_awards_name_the_places()
    {
        var round = await server.DraftAsync(definition => RankedRound.Describe(definition, 4));
        await round.PublishAsync([("u0", 1), ("u1", 2), ("u2", 3), ("u3", 9)]);
        var address = $"/manage/rounds/{round.Id}/awards";
        await RefusedAsync(address, address, "awards-form", [("places", "-2"), ("act", "give")], "等次 › 1 › 名额：请填写 1 至 ");
        await RefusedAsync(address, address, "special-form", [("zh", ""), ("reason", ""), ("act", "propose")], "名称（中文）：", "理由：缺少此项");
    }

    [Fact]
    public async Task Faults_of_targets_and_panels_and_draws_have_the_labels_of_their_forms()
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var home = $"/manage/rounds/{round.Id}";
        await RefusedAsync($"{home}/targets/u1", $"{home}/targets/u1", "targets-form", [("title", "开放时间"), ("act", "save")], "目标 › 1 › 责任人：缺少此项", "目标 › 1 › 完成期限：缺少此项");
        await RefusedAsync($"{home}/panels", $"{home}/panels", null, [("code", "north"), ("zh", ""), ("from", "2020-01-01"), ("to", "x")], "中文名称：", "考评日期 › 考评结束日期：");
        await RefusedAsync($"{home}/panels", $"{home}/draws", null, [("id", "spot-1"), ("count", "-2"), ("reason", ""), ("seed", "")], "种子：缺少此项", "用途：缺少此项");
        await RefusedAsync($"{home}/panels", $"{home}/draws", null, [("id", "spot-1"), ("count", "-2"), ("reason", "抽查"), ("seed", "3456")], "抽取数量：请填写 1 至 3 之间的数");
    }

    [Fact]
    public async Task Faults_of_honours_have_the_labels_of_their_forms()
    {
        await server.DraftAsync();
        const string register = "/manage/honours";
        await RefusedAsync(register, register, "title-form", [("zh", ""), ("code", "civilised"), ("termMonths", "-1"), ("act", "define")], "名称（中文）：", "期限（月）：请填写 1 至 ");
        using var browser = await new Browser(server.Address).SignedInAsync();
        await browser.SendAsync(await browser.OpenAsync(register), register, "title-form", ("zh", "文明单位"), ("code", "civilised"), ("level", "city"), ("termMonths", "24"), ("act", "define"));
        await RefusedAsync(register, register, "confer-form", [("unit", ""), ("from", ""), ("act", "confer")], "单位：缺少此项", "起始日期：缺少此项");
    }

    [Theory]
    [InlineData("-3", "", "数量：请填写 1 至 50 之间的数")]
    [InlineData("999999", "", "数量：请填写 1 至 50 之间的数")]
    [InlineData("51", "", "数量：请填写 1 至 50 之间的数")]
    [InlineData("1", "u9", "限定单位：\"u9\" 不是本轮次的单位")]
    public async Task Faults_of_credentials_name_the_bounds_and_the_unit(string count, string units, string said)
    {
        var round = await server.OpenAsync();
        var address = $"/manage/rounds/{round.Id}/credentials";
        var page = await RefusedAsync(address, address, null, [("form", "csv"), ("group", "npc"), ("count", count), ("units", units)], said);
        Assert.Equal("true", page.Document.QuerySelector(units.Length == 0 ? "#count" : "#units")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Faults_of_a_unit_stand_at_the_parent_and_the_place()
    {
        var round = await server.DraftAsync();
        var address = $"/manage/rounds/{round.Id}/new-unit";
        var page = await RefusedAsync(address, address, "unit-form", [("zh", "新单位"), ("class", "town"), ("parent", "nobody"), ("place", "999"), ("act", "save")], "上级单位：\"nobody\" 不是本轮次的单位", "序号：请填写 1 至 ");
        Assert.All(["#parent", "#place"], field => Assert.Equal("true", page.Document.QuerySelector(field)!.GetAttribute("aria-invalid")));
        Assert.Equal("nobody", page.Document.QuerySelector("#parent")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("-3", "请填写 1 至 {0} 之间的数")]
    [InlineData("1.5", "请填写 1 至 {0} 之间的整数，现为 1.5")]
    [InlineData("若干", "请填写 1 至 {0} 之间的整数，现填的是")]
    public async Task A_number_outside_its_range_or_with_a_fraction_is_answered_with_the_range(string typed, string said)
    {
        var round = await server.DraftAsync(SmallDefinition.Assessed);
        var home = $"/manage/rounds/{round.Id}";
        var (months, plain) = (string.Format(CultureInfo.InvariantCulture, said, Limits.TermMonths), "请填写 1 至 3 之间的数");
        await CheckAsync("/manage/honours", "/manage/honours", "title-form", "termMonths", [("zh", "文明单位"), ("code", "ranged"), ("level", "city"), ("act", "define")], $"期限（月）：{months}");
        await CheckAsync("/manage/honours", "/manage/honours", "title-form", "reexaminationMonths", [("zh", "文明单位"), ("code", "ranged"), ("level", "city"), ("termMonths", "9"), ("act", "define")], $"几个月后复查：{months}");
        await CheckAsync($"{home}/panels", $"{home}/draws", null, "count", [("id", "ranged"), ("reason", "抽查"), ("seed", "3456")], $"抽取数量：{plain}");
        await CheckAsync($"{home}/new-unit", $"{home}/new-unit", "unit-form", "precedence", [("zh", "新单位"), ("class", "town"), ("act", "save")], "单位顺序：请填写 1 至 ");
        await CheckAsync($"{home}/new-unit", $"{home}/new-unit", "unit-form", "place", [("zh", "新单位"), ("class", "town"), ("act", "save")], "序号：请填写 1 至 ");
        await CheckAsync($"{home}/credentials", $"{home}/credentials", null, "spares", [("form", "csv"), ("group", "npc"), ("count", "5")], "备用：请填写 0 至 5 之间的数");

        async Task CheckAsync(string path, string address, string? form, string field, (string, string)[] others, string expected)
        {
            var refused = await RefusedAsync(path, address, form, [.. others, (field, typed)], expected);
            Assert.Equal(typed, refused.Document.QuerySelector($"input[name='{field}']")!.GetAttribute("value"));
        }
    }

    /// <summary>Sends the form and checks each fault: a place, a colon, and Chinese words but for what was typed.</summary>
    private async Task<Seen> RefusedAsync(string path, string address, string? form, (string, string)[] fields, params string[] said)
    {
        using var browser = await new Browser(server.Address).SignedInAsync();
        var page = await browser.OpenAsync(path);
        var refused = form is null ? await browser.SendAsync(page, address, fields) : await browser.SendAsync(page, address, form, fields);
        Assert.InRange(refused.Status, 400, 409);
        string[] faults = [.. refused.All("[role=alert] li").Select(fault => Blank().Replace(fault.TextContent, " ").Trim().Replace("： ", "：", StringComparison.Ordinal).Replace(" ：", "：", StringComparison.Ordinal))];
        Assert.All(said, expected => Assert.True(faults.Any(fault => fault.StartsWith(expected, StringComparison.Ordinal)), $"{expected}\n{string.Join('\n', faults)}"));
        Assert.All(faults, fault => Assert.Matches("^[^：]+：.+", fault));
        Assert.All(faults, fault => Assert.False(Latin().IsMatch(Typed().Replace(fault, "")), fault));
        return refused;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("\"[^\"]*\"|“[^”]*”")]
    private static partial Regex Typed();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
