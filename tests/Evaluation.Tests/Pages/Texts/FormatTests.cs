using Evaluation.Gateway.Pages.Texts;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>Dates and numbers as each language writes them, in the round's time zone.</summary>
public sealed class FormatTests
{
    private static readonly Formats Chinese = new(Catalogue.Chinese);
    private static readonly Formats English = new(Catalogue.English);
    private static readonly DateTimeOffset Evening = new(2020, 12, 31, 16, 5, 0, TimeSpan.Zero);

    [Fact]
    public void An_instant_is_shown_in_the_rounds_time_zone()
    {
        Assert.Equal("2021年1月1日 00:05（北京时间）", Chinese.Instant(Evening, "Asia/Shanghai"));
        Assert.Equal("1 January 2021, 00:05 (Beijing time)", English.Instant(Evening, "Asia/Shanghai"));
        Assert.Equal("31 December 2020, 17:05 (UTC+01:00)", English.Instant(Evening, "Europe/Berlin"));
        Assert.Equal("2021-01-01T00:05", Evaluation.Gateway.Pages.Administrator.Operations.LocalTime.Text(Evening, "Asia/Shanghai"));
        Assert.Equal("2021-01-01 00:05:00", English.Second(Evening, "Asia/Shanghai"));
    }

    [Fact]
    public void A_deadline_at_midnight_belongs_to_the_day_that_ends_with_it()
    {
        var midnight = new DateTimeOffset(2026, 12, 6, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal("2026年12月6日24时", Chinese.Deadline(midnight, "Asia/Shanghai"));
        Assert.Equal("the end of 6 December 2026 (Beijing time)", English.DeadlineInZone(midnight, "Asia/Shanghai"));
        Assert.Equal("2026年12月7日 00:01", Chinese.Deadline(midnight.AddMinutes(1), "Asia/Shanghai"));
        Assert.Equal("2026年12月6日 17:00", Chinese.Deadline(midnight, "Europe/Berlin"));
    }

    [Fact]
    public void Numbers_have_thousands_separators_and_percentages_one_decimal()
    {
        Assert.Equal("1,234,567", Chinese.Count(1_234_567));
        Assert.Equal("0", Chinese.Count(0));
        Assert.Equal("1,234.5", English.Number(1234.50m));
        Assert.Equal("91.20", English.Fixed(91.2m, 2));
        Assert.Equal("64.2%", English.Percent(.6423m));
        Assert.Equal("100.0%", English.Percent(1));
        Assert.Equal(("25%", "33.33%"), (English.Share(.25m), English.Share(1m / 3)));
    }
}
