using Evaluation.Gateway.Pages.Shared.Parts;
using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>How long a duty is late.</summary>
public sealed class LatenessTests
{
    [Theory]
    [InlineData(1, "已逾期 1 天", "1 day overdue")]
    [InlineData(365, "已逾期 365 天", "365 days overdue")]
    [InlineData(5509, "2011年11月1日到期", "Due 1 November 2011")]
    public void Beyond_a_year_the_day_is_said_instead_of_days(int days, string chinese, string english)
    {
        var due = new DateOnly(2011, 11, 1);
        Assert.Equal(days > 365 ? "逾期一年以上" : chinese, Lateness.Beside(Catalogue.Chinese, days));
        Assert.Equal((chinese, english), (Lateness.Say(Catalogue.Chinese, due, days), Lateness.Say(Catalogue.English, due, days)));
    }
}
