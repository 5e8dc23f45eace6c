using System.Globalization;
using Evaluation.Honours;

namespace Evaluation.Tests.Honours;

/// <summary>Terms in calendar months, with an exclusive end.</summary>
public sealed class TermSpanTests
{
    [Theory]
    [InlineData("2011-12-01", 24, "2013-12-01")]
    [InlineData("2011-01-31", 24, "2013-01-31")]
    [InlineData("2011-01-31", 1, "2011-02-28")]
    [InlineData("2012-01-31", 1, "2012-02-29")]
    [InlineData("2011-08-31", 6, "2012-02-29")]
    [InlineData("2012-08-31", 6, "2013-02-28")]
    [InlineData("2012-02-29", 12, "2013-02-28")]
    [InlineData("2012-02-29", 48, "2016-02-29")]
    [InlineData("2096-02-29", 48, "2100-02-28")]
    [InlineData("2011-03-31", 3, "2011-06-30")]
    [InlineData("2011-12-31", 2, "2012-02-29")]
    [InlineData("2011-11-30", 3, "2012-02-29")]
    [InlineData("2000-01-01", 600, "2050-01-01")]
    [InlineData("2999-12-31", 600, "3049-12-31")]
    public void A_term_ends_on_the_same_day_of_the_month_or_on_the_last_one(string from, int months, string until)
    {
        var span = TermSpan.First(Day(from), Title(months));
        Assert.Equal((Day(from), Day(until), null), (span.From, span.Until, span.ReexamineBy));
        Assert.True(span.IsCounted);
    }

    [Theory]
    [InlineData("2011-08-31", "2012-02-29", "2012-08-31", "2013-02-28", "2013-08-31")]
    [InlineData("2011-10-30", "2012-04-30", "2012-10-30", "2013-04-30", "2013-10-30")]
    public void Joined_terms_are_counted_from_the_first_day_of_the_first_one(params string[] days)
    {
        var span = TermSpan.First(Day(days[0]), Title(6));
        foreach (var (from, until) in days.Zip(days.Skip(1)).Skip(1))
        {
            span = span.Next(Title(6));
            Assert.Equal((Day(from), Day(until)), (span.From, span.Until));
            Assert.True(span.IsCounted);
        }
    }

    [Fact]
    public void A_term_of_another_length_joins_as_well()
    {
        var span = TermSpan.First(Day("2011-08-31"), Title(6)).Next(Title(12, 3));
        Assert.Equal((Day("2012-02-29"), Day("2013-02-28"), Day("2012-05-31")), (span.From, span.Until, span.ReexamineBy!.Value));
    }

    [Fact]
    public void The_re_examination_is_clamped_like_the_end() => Assert.Equal(Day("2012-02-29"), TermSpan.First(Day("2011-08-31"), Title(24, 6)).ReexamineBy);

    /// <summary>Compared with a model that counts months by hand.</summary>
    [Fact]
    public void Every_end_is_that_of_the_calendar()
    {
        var random = new Random(20111201);
        for (var example = 0; example < 5_000; example++)
        {
            var (from, months) = (new DateOnly(1990, 1, 1).AddDays(random.Next(40_000)), random.Next(1, 601));
            var month = from.Month - 1 + months;
            var (year, number) = (from.Year + (month / 12), (month % 12) + 1);
            var days = number switch { 2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };
            Assert.Equal(new DateOnly(year, number, Math.Min(from.Day, days)), TermSpan.First(from, Title(months)).Until);
        }
    }

    private static Title Title(int months, int? reexamination = null) => new("t", new(En: "T"), HonourLevel.City, months, reexamination);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
