using System.Text.Json.Nodes;
using Evaluation.Tests.Pages.Forms;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Definitions with every form, and faulty ones: one for each kind of bad input that the forms can have.</summary>
internal static class FormFaults
{
    /// <summary>The pointer of the fault, a word of what is shown there, and the faulty definition.</summary>
    public static readonly IReadOnlyList<(string Pointer, string Says, Func<JsonObject> Faulty)> Named =
    [
        ("/criteria/2/score/steps/1/from", "各段由优到劣排列", () => Scored("""{"by":"steps","steps":[{"from":0.8,"points":5},{"from":0.9,"points":4}]}""")),
        ("/criteria/2/score/steps/1/from", "各段由优到劣排列", () => Scored("""{"by":"steps","better":"low","steps":[{"from":5,"points":5},{"from":3,"points":4}]}""")),
        ("/criteria/2/score/steps/1/points", "不能超过上一段的 5 分", () => Scored("""{"by":"steps","steps":[{"from":0.9,"points":5},{"from":0.8,"points":6}]}""")),
        ("/criteria/2/score/steps", "“分段计分”须填写至少一段", () => Scored("""{"by":"steps"}""")),
        ("/criteria/2/score/per", "“分段计分”只用分段、优劣方向和数据来源", () => Scored("""{"by":"steps","steps":[{"from":1,"points":5}],"per":1}""")),
        ("/criteria/2/score/better", "“与最优值比较”只用数据来源", () => Scored("""{"by":"best","better":"low"}""")),
        ("/criteria/2/score/of", "“按目标完成率”只用完成率上限", () => Scored("""{"by":"plan","limit":1.2,"of":"vote.score"}""")),
        ("/criteria/2/score/from", "“按差扣分”须填写扣分起点", () => Scored("""{"by":"deduct","per":1,"points":1}""")),
        ("/criteria/2/score/per", "“按差扣分”须填写每差多少扣一次分", () => Scored("""{"by":"deduct","from":1,"points":1}""")),
        ("/criteria/2/score/limit", "“按目标完成率”须填写完成率上限", () => Scored("""{"by":"plan"}""")),
        ("/criteria/2/score/table", "“按名次计分”须填写名次得分", () => Scored("""{"by":"rank"}""")),
        ("/criteria/2/score/else", "第 2 名没有得分", () => Scored("""{"by":"rank","table":[10]}""")),
        ("/criteria/2/score/table/1", "名次得分不得反升", () => Scored("""{"by":"rank","table":[5,6],"else":1}""")),
        ("/criteria/2/score/else", "名次得分不得反升", () => Scored("""{"by":"rank","table":[5,4],"else":6}""")),
        ("/criteria/2/score/stepPercent", "两者只能填一项", () => Scored("""{"by":"rank","table":[5],"else":1,"stepPercent":2}""")),
        ("/criteria/2/score/else", "没有填写名次得分", () => Scored("""{"by":"rank","stepPercent":2,"else":1}""")),
        ("/criteria/0/score", "只有考评指标可以按数据计分", () => With("""{"criteria/0/score":{"by":"best"}}""")),
        ("/criteria/2/score/of", "没有选项计入最优票", () => With("""{"criteria/2/score":{"by":"best","of":"vote.topShare"},"options/0/box":null}""")),
        ("/criteria/2/by", "\"nobody\" 没有定义", () => With("""{"criteria/2/by":"nobody","assessors":[{"code":"leaders","label":"领导"}]}""")),
        ("/assessors/0", "没有指标由 \"leaders\" 评分", () => With("""{"assessors":[{"code":"leaders","label":"领导"}]}""")),
        ("/criteria/0/by", "本指标由评议计分", () => With("""{"criteria/0/by":"leaders","criteria/2/by":"leaders","assessors":[{"code":"leaders","label":"领导"}]}""")),
        ("/criteria/0/periods", "本指标由评议计分", () => With("""{"criteria/0/periods":["q1","q2"]}""")),
        ("/criteria/2/periods/1", "各期不能相同", () => With("""{"criteria/2/periods":["q1","q1"]}""")),
        ("/entries/0/cap", "应大于 0", () => With("""{"components/bonusCap":5,"entries":[{"code":"honour","kind":"bonus","points":1,"cap":-1}]}""")),
        ("/components/deductionCap", "请填写 0 至 ", () => With("""{"components/deductionCap":-1}""")),
        ("/components/bonusCap", "请填写加分上限", () => With("""{"entries":[{"code":"honour","kind":"bonus","points":1}]}""")),
        ("/grades/0/places/town", "只有 2 个单位", () => With("""{"grades":[{"code":"good","min":80,"places":{"town":3}}]}""")),
        ("/tail/0/places", "最大的类别只有 2 个单位", () => With("""{"tail":[{"code":"warned","places":3}]}""")),
        ("/classes/0/points", "没有任何指标", () => With("""{"classes/0/points":{"duty":0,"openness":0,"visit":0}}""")),
        ("/ballot/limits/0/min", "任何评议票都无法满足", () => With("""{"ballot":{"limits":[{"class":"town","criterion":"duty","options":["A"],"min":3}]}}""")),
        ("/ballot/limits/0/min", "任何评议票都无法同时满足", () => With("""{"ballot":{"limits":[{"class":"town","criterion":"duty","options":["A"],"min":2,"max":1}]}}""")),
        ("/combine/0/round", "是本轮次", () => CombinedOf("""[{"round":"forms","share":100}]""")),
        ("/combine/1/round", "每个轮次只填一个比例", () => CombinedOf("""[{"round":"a","share":50},{"round":"a","share":50}]""")),
        ("/combine", "各部分占比之和为 90", () => CombinedOf("""[{"round":"a","share":90}]""")),
        ("/panel/trimFrom", "全部评分表都计入", () => With("""{"panel":{"trim":"none","trimFrom":4}}""")),
        ("/entries/0/levelLabels/site", "不是该目录项的级别", () => With("""{"components/bonusCap":5,"entries":[{"code":"honour","kind":"bonus","levels":{"city":1},"levelLabels":{"site":"现场会"}}]}""")),
        ("/entries/0/levelLabels/city", "不分级别", () => With("""{"components/bonusCap":5,"entries":[{"code":"honour","kind":"bonus","points":1,"levelLabels":{"city":"现场会"}}]}""")),
        ("/entries/0/levelLabels/site", "与", () => With("""{"components/bonusCap":5,"entries":[{"code":"honour","kind":"bonus","levels":{"city":1,"site":2},"levelLabels":{"site":"市级"}}]}""")),
        ("/criteria/2/path", "中间隔着", () => With("""{"criteria/0/path":["一"],"criteria/1/path":["二"],"criteria/2/path":["一"]}""")),
        ("/criteria/1/path", "排在其下级指标", () => With("""{"criteria/0/path":["一","甲"],"criteria/1/path":["一"]}""")),
        ("/criteria/0/path", "自己的上级", () => With("""{"criteria/0/path":["一","一"]}""")),
        ("/credentials/twoParts", "但没有评议指标", () => With("""{"criteria/0/source":"assessed","criteria/1/source":"assessed","options":null,"groups":null,"classes/0/weights":null,"classes/1/weights":null,"credentials":{"twoParts":true}}""")),
        ("/criteria", "没有自己的评议和考评", () => With("""{"combine":[{"round":"a","share":100}]}""")),
    ];

    public static JsonObject Every() => Made(RuleFormTests.WithForms);

    public static JsonObject Ballot() => With("""
        {"ballot":{"limits":[{"class":"town","criterion":"duty","options":["A"],"max":1,"min":1}],"uniform":"refuse","unfinished":"ignore"},
         "entries":[{"code":"late","kind":"deduction","points":0.5,"criterion":"visit"}],"components/deductionCap":3}
        """);

    public static JsonObject Vote() => With("""
        {"criteria/2/score":{"by":"plan","limit":1.2},"criteria/3":{"code":"share","label":"满意率","source":"assessed","points":5,"score":{"by":"rank","stepPercent":2,"of":"vote.positiveShare"}},
         "criteria/4":{"code":"best","label":"最优","source":"assessed","points":5,"score":{"by":"best"}}}
        """);

    public static JsonObject Combined() => CombinedOf("""[{"round":"a","share":60},{"round":"b","share":40}]""");

    private static JsonObject CombinedOf(string rounds) => Made(definition =>
    {
        definition.Remove("criteria");
        definition.Remove("options");
        definition["combine"] = JsonNode.Parse(rounds);
    });

    private static JsonObject Scored(string rule) => With($$"""{"criteria/2/score":{{rule}}}""");

    private static JsonObject With(string members) => Made(definition =>
    {
        SmallDefinition.Assessed(definition);
        RuleWordsTests.Put(definition, members);
    });

    private static JsonObject Made(Action<JsonObject> change)
    {
        var definition = SmallDefinition.Of("forms");
        change(definition);
        return definition;
    }
}
