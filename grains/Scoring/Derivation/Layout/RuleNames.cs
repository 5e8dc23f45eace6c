namespace Evaluation.Scoring.Derivation.Layout;

/// <summary>The codes and names of the scoring rules.</summary>
internal static class RuleNames
{
    public const string Cell = "F1";
    public const string Rates = "F2";
    public const string DontKnow = "F3";
    public const string Group = "F4";
    public const string Vote = "F5";
    public const string Total = "F6";
    public const string Points = "F7";
    public const string Panel = "F8";
    public const string Panels = "F9";
    public const string Interval = "F11";
    public const string Bands = "F12";
    public const string Grades = "F16";
    public const string Ranking = "F17";
    public const string Vetoes = "F18";
    public const string Adjustments = "F19";
    public const string Scale = "F20";
    public const string SmallGroups = "F22";
    public const string Validity = "F29";
    public const string Parts = "F31";
    public const string Pooled = "F32";
    public const string Places = "F24";
    public const string Catalogue = "F26";
    public const string Figures = "F23";
    public const string OwnRules = "F28";
    public const string Combination = "combine";
    public const string Bodies = "F21";
    public const string Periods = "F30";
    public const string Headings = "F27";

    public static readonly IReadOnlyList<DerivationRule> All =
    [
        new(Cell, new("单项得分：一个主体对一项指标的平均值", "cell: the mean value of a group's marks for a criterion")),
        new(Rates, new("满意率：满意票与有效票之比", "rates: marks in the good boxes out of valid marks")),
        new(DontKnow, new("不了解与知晓率", "don't know, and awareness")),
        new(Group, new("主体得分：各指标按分值加权", "group score: the criteria by their points")),
        new(Vote, new("社会评价得分：各主体按权重加权", "vote: the groups by their weights")),
        new(Total, new("总分：各部分按比例，加分封顶，减分扣除", "total: the components by their shares, bonuses up to the cap, less deductions")),
        new(Points, new("考评得分：实得分与应得分之比", "assessed points out of the maxima")),
        new(Panel, new("评分组：去掉最高最低后的平均", "panel: the mean of its sheets, trimmed")),
        new(Panels, new("各评分组之间的均衡", "panels made comparable")),
        new(Interval, new("置信区间（威尔逊，z = 1.96）", "interval of a share (Wilson, z = 1.96)")),
        new(Bands, new("标准误与档次", "standard error and bands")),
        new(Grades, new("等次与名额", "grades and their places")),
        new(Ranking, new("同类排名与并列的处理", "ranking within the class, and ties")),
        new(Vetoes, new("一票否决", "vetoes")),
        new(Adjustments, new("加减分须由他人批准", "adjustments count when somebody else has approved them")),
        new(Scale, new("等次分值换算为百分制", "values of options on the scale of 100")),
        new(SmallGroups, new("人数过少的主体不显示、不计入", "small groups are neither shown nor counted")),
        new(Validity, new("主体有效性：参评率与票数下限", "validity of a group: minimum turnout and minimum slips")),
        new(Parts, new("分部分加权：先部分内，后部分间", "parts: the groups within each part, then the parts")),
        new(Pooled, new("合并计票：所有计入的票同等对待", "pooled: all slips that count are one group")),
        new(Places, new("名额与末位名单", "places and tail")),
        new(Catalogue, new("加减分目录：每项封顶，合计封顶", "catalogue: every entry up to its cap, and the total up to its cap")),
        new(Figures, new("按数据计分：分档、扣分、名次、比最优、比计划", "points from figures: steps, deductions, ranks, share of the best, share of a plan")),
        new(OwnRules, new("本类别自有的分值、比例和排名规定", "points, shares and ranks of the class itself")),
        new(Combination, new("合成：各轮次总分按比例相加", "results of results: the totals of the rounds by their shares")),
        new(Bodies, new("评价机构：各按其指标评分，评分可加权", "assessing bodies: each scores its own criteria, and sheets may have weights")),
        new(Periods, new("考评期：各期的平均", "periods: the mean over the periods")),
        new(Headings, new("上级指标小计：只汇总，不另行计分", "headings: subtotals of the criteria below, without a score of their own")),
    ];
}
