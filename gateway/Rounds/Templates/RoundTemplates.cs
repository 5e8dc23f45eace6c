using Evaluation.Rules;

namespace Evaluation.Gateway.Rounds.Templates;

/// <summary>A complete definition that a new round can start from.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Summary">What it is for and which forms of rules it uses.</param>
public sealed record RoundTemplate(string Code, LocalText Title, LocalText Summary);

/// <summary>The templates.</summary>
public static class RoundTemplates
{
    private const string SocialCode = "social-evaluation";

    /// <summary>All templates, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<RoundTemplate> All =
    [
        new(SocialCode, new("社会评价", "Social evaluation"),
            new("五类评议主体按五项指标对各单位评议，按单位类别加权、排名。", "Five groups of respondents rate every unit on five criteria; weights and ranks by class.")),
        new("work-style", new("作风评议", "Work-style rating"),
            new("社会评议与日常监督相结合，按名额和分数定档，末位约谈。", "A vote and daily supervision together; grades by score and places, and a list of the last units.")),
        new("targets", new("目标考核", "Target assessment"),
            new("年度目标按完成率、分段、排名等数据计分，与自评、考评组评分和民主评议合成；加减分按目录执行、分项封顶，名额按数量分配。", "Points from figures (targets, steps, ranks) with self-assessment, a panel and a vote; bonuses and deductions by a catalogue with caps; places by number.")),
        new("civilised-unit", new("文明单位验收", "Civilised-unit acceptance"),
            new("自评、考评组实地考评和群众评议，指标分两级并有小计，一票否决与抽查联动。", "Self-assessment, inspection and a survey of residents; criteria under two levels of headings with subtotals; vetoes by facts and spot checks.")),
        new("departments", new("机关部门考核", "Assessment of departments"),
            new("领导、同级部门和服务对象分别评议，按比例合成。", "Leaders, peer departments and service users rate departments; fixed parts of the total.")),
        new("award", new("评优评选", "Award selection"),
            new("公开评议与专家评审相结合，按名额评选。", "An open vote and a panel of experts together; places by number.")),
        new("staff-ballot", new("干部民主测评", "Staff ballot"),
            new("单位职工对干部进行民主测评：每张票的优秀有限额，优秀等次有名额。", "Staff rate officials; every ballot may give the best answer to a limited share only, and the best grade has places.")),
        new("blank", new("空白轮次", "Empty round"),
            new("每个表只有一行示例，用于从头填写本地的办法：逐项改写，不需要的留空。", "One row in each table as an example, to write rules of your own from the start: replace each, leave the rest blank.")),
    ];

    /// <summary>The social evaluation: five criteria, five groups of respondents. It is also the definition of the sample round.</summary>
    public static Stream SocialEvaluation() => Open(SocialCode)!;

    /// <summary>The definition of a template in JSON; null for an unknown one.</summary>
    public static Stream? Open(string code) =>
        All.Any(template => template.Code == code) ? typeof(RoundTemplates).Assembly.GetManifestResourceStream($"templates/{code}.json") : null;
}
