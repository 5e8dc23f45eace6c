using Evaluation.Gateway.Pages.Shared.Headings;

namespace Evaluation.Tests.Pages.Words;

/// <summary>Where a line of a Chinese title does not end.</summary>
public sealed class TitleWordTests
{
    [Theory]
    [InlineData("2026年度街道和公共服务单位第三方满意度评价", "[2026年度][街道]和[公共服务][单位][第三方][满意度][评价]")]
    [InlineData("区委区直机关工作委员会社会评价工作领导小组办公室", "区委[区直][机关][工作委员会][社会评价][工作][领导小组][办公室]")]
    [InlineData("2026年上半年考评", "[2026年][上半年][考评]")]
    [InlineData("Survey of work style 2026", "Survey of work style 2026")]
    [InlineData("自2026年12月1日9:00至2026年12月6日24时，共100%", "自[2026年12月1日]9:00至[2026年12月6日][24时]，共[100%]")]
    [InlineData("总分为85.11分，第3名，共12个单位", "[总分]为[85.11分]，[第3名]，共[12个][单位]")]
    [InlineData("until 6 December 2026, 18:00: 100% of 12 units", "until [6 December 2026], 18:00: [100%] of [12 units]")]
    [InlineData("2025—2026年度，95%置信区间86.9—96.4", "[2025—2026年度]，[95%][置信区间][86.9—96.4]")]
    [InlineData("工作效率和满意率", "[工作效率]和[满意率]")]
    [InlineData("甲乙", "甲乙")]
    [InlineData("", "")]
    public void Known_words_stay_together_and_the_text_is_the_same(string title, string parts)
    {
        Assert.Equal(parts, string.Concat(TitleWords.Of(title).Select(part => part.IsWord ? $"[{part.Text}]" : part.Text)));
        Assert.Equal(title, string.Concat(TitleWords.Of(title).Select(part => part.Text)));
    }
}
