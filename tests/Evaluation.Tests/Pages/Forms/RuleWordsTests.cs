using System.Text.Json.Nodes;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Tests.Http;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>The public page of a round says in words what its rules use, with their numbers.</summary>
[Collection(SharedServer.Name)]
public sealed class RuleWordsTests(TestServer server)
{
    /// <summary>The name of a form, what a definition has besides the small one, and sentences of its page in both languages.</summary>
    public static readonly TheoryData<string, string, string[], string[]> Forms = new()
    {
        {
            "scale", """{"optionMax":10,"options":[{"code":"A","label":"好","value":10,"box":"top"},{"code":"B","label":"差","value":5}]}""",
            ["最高选项 10 分，按百分制折算：分值 × 100 ÷ 10。"], ["The largest value is 10. Every value counts as value × 100 ÷ 10."]
        },
        {
            "labels", """{"criteria/0/optionLabels":{"A":{"zh":"优秀","en":"Excellent"}}}""",
            ["履职：“优秀”即“满意”"], ["履职: “Excellent” stands for “满意”"]
        },
        {
            "parts", """{"groups/0/part":"societal","groups/1/part":"societal","classes/0/parts":{"societal":50},"classes/1/parts":{"societal":50}}""",
            ["societal：代表、服务对象", "镇：各组成部分的权重为 societal 50"], ["societal: 代表, 服务对象", "镇: weights of the parts: societal 50"]
        },
        {
            "validity", """{"groups/0/turnoutMin":0.5,"groups/1/slipsMin":300}""",
            ["代表：参评率须达到 50%，否则不计入", "服务对象：各单位的票合计须达到 300 张，否则不计入"],
            ["代表: a turnout of 50% or more, otherwise it does not count", "服务对象: 300 or more slips for all units together, otherwise it does not count"]
        },
        {
            "ballot", """{"ballot":{"limits":[{"class":"town","criterion":"duty","options":["A"],"max":1},{"class":"town","criterion":"openness","options":["A","B"],"maxShare":0.5,"min":1}],"uniform":"refuse","unfinished":"ignore"}}""",
            ["镇，“履职”评为“满意”的单位：最多 1 个", "镇，“公开”评为“满意、基本满意”的单位：至少 1 个、最多占 50%", "各项选择都相同的票，不能完成。", "截止时未点“完成评议”的票，不计入。"],
            ["镇, units marked “满意” for “履职”: at most 1", "at least 1, at most 50% of them", "A ballot with the same answer everywhere cannot be finished.", "A ballot that is not finished at the close does not count."]
        },
        {
            "bodies", """{"assessors":[{"code":"leaders","label":{"zh":"市领导","en":"City leaders"},"trim":"none"}],"criteria/2":{"code":"visit","label":"验收","source":"assessed","points":10,"by":"leaders"},"components":{"vote":50,"inspection":50}}""",
            ["市领导：验收", "市领导：不去掉最高分和最低分"], ["City leaders: 验收", "City leaders: all sheets count"]
        },
        {
            "trimFrom", Assessed("""{"panel":{"trim":"item","trimFrom":6}}"""),
            ["有 6 份以上评分表时去掉（含 6 份）。"], ["They are dropped from 6 sheets on."]
        },
        {
            "figures", Figure("""{"by":"steps","steps":[{"from":0.9,"points":200},{"from":0.8,"points":190}],"of":"vote.topShare"}"""),
            ["验收（满分 200 分，分段计分）：达到 90% 得 200 分、达到 80% 得 190 分，其余 0 分；数据为社会评价的满意率"],
            ["验收 (200 points, by steps): 200 from 90% on, 190 from 80% on, otherwise 0; the figure is the share in the vote: 满意"]
        },
        {
            "figures", Figure("""{"by":"steps","steps":[{"from":0.5,"points":200},{"from":3,"points":100}],"better":"low"}"""),
            ["不超过 0.5（即 50%） 得 200 分、不超过 3 得 100 分，其余 0 分"], ["200 up to 0.5 (50%), 100 up to 3, otherwise 0"]
        },
        {
            "figures", Figure("""{"by":"deduct","from":80,"per":1,"points":2}"""),
            ["验收（满分 200 分，按差扣分）：低于 80 的，每差 1（不足的按 1 计）扣 2 分，扣完为止"], ["2 less for every begun 1 below 80, at least 0"]
        },
        {
            "figures", Figure("""{"by":"rank","table":[200,150],"else":20}"""),
            ["在同类单位中由高到低排名，第 1 名 200 分、第 2 名 150 分、其余名次 20 分"], ["by rank in the class, high figures first: rank 1: 200, rank 2: 150, further ranks: 20"]
        },
        {
            "figures", Figure("""{"by":"rank","stepPercent":2,"better":"low"}"""),
            ["在同类单位中由低到高排名，第一名得满分，每降一名扣满分的 2%"], ["by rank in the class, low figures first: every rank after the first loses 2 % of the points"]
        },
        { "figures", Figure("""{"by":"best"}"""), ["满分 × 本单位数据 ÷ 同类单位的最大值"], ["points × figure ÷ the largest figure of the class"] },
        { "figures", Figure("""{"by":"plan","limit":1.2}"""), ["满分 × 数据 ÷ 目标，完成率最多按 120% 计"], ["points × figure ÷ target, of which at most 120% counts"] },
        {
            "periods", Assessed("""{"criteria/2/periods":["2026-Q1","2026-Q2"]}"""),
            ["验收：取 2026-Q1、2026-Q2 的平均分"], ["验收: the mean of 2026-Q1, 2026-Q2"]
        },
        {
            "entries", Assessed("""{"components":{"vote":50,"inspection":50,"bonusCap":5},"entries":[{"code":"honour","kind":"bonus","label":{"zh":"表彰","en":"Honour"},"levels":{"nation":5,"city":1},"cap":5,"same":"highest"},{"code":"late","kind":"deduction","label":{"zh":"迟报","en":"Late"},"points":0.5,"same":"sum","criterion":"visit"}]}"""),
            ["表彰：加分，国家级 5 分、市级 1 分，多次取最高，最多 5 分", "迟报：减分，0.5 分，从“验收”的得分中扣除，多次累计"],
            ["Honour: bonus of national 5, municipal 1; the highest counts; at most 5", "Late: deduction of 0.5; taken from the points of “验收”; several add up"]
        },
        {
            "caps", """{"components":{"vote":100,"bonusCap":5,"deductionCap":3}}""",
            ["加分合计最多 5 分", "减分合计最多 3 分"], ["bonuses add at most 5", "deductions take away at most 3"]
        },
        {
            "classes", Assessed("""{"classes/0/components":{"vote":80,"inspection":20,"deductionCap":2},"classes/0/points":{"duty":30,"openness":0},"classes/1/ranked":false,"classes/1/weights":"pooled","classes/1/note":{"zh":"只公布得分","en":"Scores only"}}"""),
            ["镇：总分构成为 社会评价 80%、考评 20%、减分合计最多 2 分", "镇：履职 30 分、不评“公开”", "学校：各主体的票合并计算，不分权重", "学校：不排名", "学校：只公布得分"],
            ["镇: total of Vote 80%, Inspection 20%, deductions take away at most 2", "镇: points: 履职 30, 公开 not rated", "学校: all slips count alike, whatever their group", "学校: rated and not ranked", "学校: Scores only"]
        },
        {
            "places", """{"grades":[{"code":"good","label":"良好","min":80,"quota":0.3,"rounding":"halfUp"},{"code":"pass","label":"合格","min":60,"places":{"town":1}}]}""",
            ["良好：按比例计算的名额，四舍五入", "合格：镇最多 1 个"], ["良好: places are rounded half up", "合格: 镇 at most 1"]
        },
        {
            "tail", """{"tail":[{"code":"warned","places":1,"label":{"zh":"警示","en":"Warned"},"below":75,"ties":"in"},{"code":"talk","places":1}]}""",
            ["警示：每类排名最后、总分低于 75 的单位，最多 1 个；名额不足时，并列的都列入", "talk：每类排名最后的单位，最多 1 个"],
            ["Warned: the last units of each class with a total below 75, at most 1; units that share a rank are all listed where places are short", "talk: the last units of each class, at most 1"]
        },
        {
            "ties", """{"ties":["vote","precedence"],"units/0/precedence":1,"units/1/precedence":2,"units/2/precedence":3}""",
            ["依次比较：社会评价得分、单位的固定顺序。"], ["Compared in turn: vote, fixed order of the units."]
        },
        {
            "again", """{"vetoes":[{"code":"again","label":{"zh":"连续末位","en":"Last again"},"when":{"again":"warned","of":"the-year-before"},"effect":"last"}]}""",
            ["连续末位：曾列入轮次“the-year-before”的末位名单“warned”"], ["Last again: the unit was on the list “warned” of the round “the-year-before”"]
        },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_that_a_round_uses_is_explained_in_both_languages(string name, string members, string[] chinese, string[] english)
    {
        await RuleFormTests.AddYearBeforeAsync(server);
        var round = await server.DraftAsync(definition => Put(definition, members));
        foreach (var (language, texts, sentences) in new[] { ("zh-CN", Catalogue.Chinese, chinese), ("en", Catalogue.English, english) })
        {
            using var browser = await new Browser(server.Address, language).SignedInAsync();
            var page = await browser.OpenAsync($"/rounds/{round.Id}");
            Strict.Check(page);
            var shown = page.All("#further dt").Select(term => term.TextContent).ToArray();
            Assert.Contains(texts["publicRule.name-" + name], shown);
            var lines = page.All("#further dd p").Select(line => line.TextContent).ToArray();
            Assert.All(sentences, sentence => Assert.Contains(lines, line => line.Contains(sentence, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_round_without_a_form_does_not_name_it()
    {
        var round = await server.DraftAsync();
        using var browser = await new Browser(server.Address).SignedInAsync();
        Assert.Empty((await browser.OpenAsync($"/rounds/{round.Id}")).All("#further"));
        var scaled = await server.DraftAsync(definition => Put(definition, Forms.First(row => (string)row[0] == "tail")[1].ToString()!));
        Assert.Equal(["末位名单"], (await browser.OpenAsync($"/rounds/{scaled.Id}")).All("#further dt").Select(term => term.TextContent));
    }

    [Fact]
    public void Every_form_that_the_page_can_name_is_tested() => Assert.Equal(
        Catalogue.English.Keys.Where(key => key.StartsWith("publicRule.name-", StringComparison.Ordinal)).Select(key => key["publicRule.name-".Length..]).Order(),
        Forms.Select(row => (string)row[0]).Distinct().Order());

    private static string Assessed(string members)
    {
        var all = JsonNode.Parse("""{"criteria/2":{"code":"visit","label":"验收","source":"assessed","points":200},"components":{"vote":50,"inspection":50}}""")!.AsObject();
        foreach (var (name, member) in JsonNode.Parse(members)!.AsObject())
            all[name] = member?.DeepClone();
        return all.ToJsonString();
    }

    private static string Figure(string rule) => Assessed($$"""{"criteria/2/score":{{rule}}}""");

    /// <summary>Puts members at their paths; a list grows by an item at its end.</summary>
    internal static void Put(JsonObject definition, string members)
    {
        foreach (var (path, member) in JsonNode.Parse(members)!.AsObject())
        {
            var parts = path.Split('/');
            JsonNode at = definition;
            foreach (var part in parts[..^1])
                at = at is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!;
            if (at is JsonArray items && parts[^1] == items.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))
                items.Add(member?.DeepClone());
            else
                at[parts[^1]] = member?.DeepClone();
        }
    }
}
