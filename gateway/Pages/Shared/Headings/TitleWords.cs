using System.Text.RegularExpressions;

namespace Evaluation.Gateway.Pages.Shared.Headings;

/// <summary>
/// Words of Chinese texts, dates and numbers with their unit, in which no line ends. Browsers end a Chinese line after any character: their
/// <c>word-break: auto-phrase</c> knows the words of Japanese only.
/// </summary>
public static class TitleWords
{
    /// <summary>The parts of a text in their order, which together are the text.</summary>
    public static IEnumerable<(string Text, bool IsWord)> Of(string title)
    {
        var end = 0;
        foreach (Match word in Words.Matches(title))
        {
            if (word.Index > end)
                yield return (title[end..word.Index], false);
            end = word.Index + word.Length;
            yield return (title[word.Index..end], true);
        }
        if (end < title.Length)
            yield return (title[end..], false);
    }

    /// <summary>Dates in both languages, years and figures from one to another, numbers with their unit, and parts of a year.</summary>
    private const string Figures =
        "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}月|"
        + "[0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{4}|"
        + "[0-9]{4}[—–][0-9]{4}(?:年度?)?|[0-9]{4}年度?|[0-9]+(?:[.][0-9]+)?%?[—–][0-9]+(?:[.][0-9]+)?%?|"
        + "第?[0-9]+(?:[.,:][0-9]+)* ?(?:[%‰分名个票次项天份件人位级档版号条家类时]|points?\\b|units?\\b|ballots?\\b)|[上下]半年|第?[一二三四1-4]季度";

    private const string Known =
        "年度|工作委员会|领导小组|委员会|办公室|街道办事处|办事处|公共服务|政务服务|服务中心|服务对象|社会评价|社会评议|民主评议|"
        + "社会保障|人力资源|自然资源|市场监督|知识产权|食品安全|营商环境|作风建设|满意度|第三方|图书馆|派出所|有限公司|分公司|"
        + "管理局|人大代表|政协委员|企业代表|机关|事业|单位|街道|公共|服务|社会|评价|评议|考评|考核|测评|调查|评选|区直|市直|"
        + "县直|省直|部门|窗口|企业|代表|政协|人大|委员|群众|工作|重点|重大|目标|任务|完成|情况|建设|项目|发展|改革|协调|"
        + "推进|规划|住房|城乡|监督|管理|卫生|健康|应急|公安|分局|民政|司法|财政|教育|交通|文化|旅游|体育|信访|审计|统计|"
        + "税务|供水|供电|集团|公司|人民|履职尽责|正风肃纪|办事公开|工作效率|廉政建设|北京时间|置信区间|一票否决|未成年人|成年人|"
        + "评分|细则|计票|总分|得分|缺少|尚无|平台|误差|范围|公示|异议|答复|产生|更正|数据|复核|推导|过程|同类|超过|名额|"
        + "优秀|良好|不合格|合格|基本满意|不满意|档次|未评|进行|参加|计算|附件|名次|排列|之内|可以|通过|或者|书面|形式|提出|"
        + "予以|公布|办法|文明|道德|思想|业务|实绩|科技|环境|创建|治安|遵纪|守法|满意率|满意|有效|四舍五入|相加|医院|政府|"
        + "行政|审批|效能|廉政|履职|结果|中心|学校|大学";

    // Of two words that begin at the same place, the longer one is meant.
    private static readonly Regex Words = new(
        Figures + "|" + string.Join('|', Known.Split('|').OrderByDescending(word => word.Length)), RegexOptions.CultureInvariant | RegexOptions.Compiled);
}
