using System.Globalization;
using System.Text.Json;
using Evaluation.Gateway.Pages.Shared.Fields;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Pages.Forms;

/// <summary>Numbers as people type them into forms, and the faults that name their range.</summary>
public sealed class FormNumberTests
{
    [Theory]
    [InlineData("12", "12")]
    [InlineData(" 1.50 ", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-3", "-3")]
    [InlineData("－３", "-3")]
    [InlineData("−3.5", "-3.5")]
    [InlineData("+4", "4")]
    [InlineData("＋４", "4")]
    [InlineData("１３。５", "13.5")]
    [InlineData("9 分", "9")]
    [InlineData("24个月", "24")]
    [InlineData("1,000", "1000")]
    [InlineData("", null)]
    [InlineData("很多", null)]
    [InlineData("3 至 5", null)]
    [InlineData("约 20", null)]
    [InlineData("30%", null)]
    [InlineData("３０％", null)]
    [InlineData("1.2.3", null)]
    [InlineData("XX", null)]
    [InlineData("1e3", null)]
    public void A_number_is_read_with_its_sign_and_in_full_width(string text, string? number)
    {
        var expected = number is null ? default(decimal?) : decimal.Parse(number, CultureInfo.InvariantCulture);
        Assert.Equal(expected, FormNumber.Read(text));
        Assert.Equal(expected is null ? text : expected, FormNumber.OrText(text));
    }

    [Theory]
    [InlineData("24", 24)]
    [InlineData("2.0", 2)]
    [InlineData("－2", -2)]
    [InlineData("1.5", null)]
    [InlineData("3000000000", null)]
    [InlineData("soon", null)]
    public void A_whole_number_has_no_fraction_and_fits_32_bits(string text, int? number) => Assert.Equal(number, FormNumber.Whole(text));

    [Theory]
    [InlineData("5", null)]
    [InlineData("5.0", null)]
    [InlineData("0", "must be from 1 to 12, but is 0")]
    [InlineData("-3", "must be from 1 to 12, but is -3")]
    [InlineData("13", "must be from 1 to 12, but is 13")]
    [InlineData("3000000000", "must be from 1 to 12, but is 3000000000")]
    [InlineData("1.5", "must be a whole number from 1 to 12, but is 1.5")]
    [InlineData("1e99", "must be a whole number from 1 to 12, but is 1e99")]
    [InlineData("\"soon\"", "must be a whole number from 1 to 12, but is the text \"soon\"")]
    [InlineData("null", "must be a whole number from 1 to 12, but is null")]
    public void Every_fault_of_a_whole_number_with_a_range_names_the_range(string json, string? fault)
    {
        var faults = new FaultList();
        var number = JsonCursor.Root(JsonElement.Parse(json), faults).Integer(1, 12);
        Assert.Equal(fault is null ? [] : [fault], faults.Faults.Select(found => found.Message));
        Assert.Equal(fault is null ? 5 : 1, number);
    }

    [Theory]
    [InlineData("must be a whole number from 1 to 12, but is 1.5", "请填写 1 至 12 之间的整数，现为 1.5", "Enter a whole number from 1 to 12; it is 1.5 now")]
    [InlineData("must be a whole number from 1 to 12, but is the text \"soon\"", "请填写 1 至 12 之间的整数，现填的是 \"soon\"", "Enter a whole number from 1 to 12; it says \"soon\" now")]
    [InlineData("must be from 1 to 12, but is -3", "请填写 1 至 12 之间的数，现为 -3", "Enter a number from 1 to 12; it is -3 now")]
    [InlineData("must be from 1 to 3", "请填写 1 至 3 之间的数", "Enter a number from 1 to 3")]
    [InlineData("must be a number above 0, at most 1000000, but is -3", "请填写大于 0 且不超过 1000000 的数字，现为 -3", "Enter a number above 0, at most 1000000; it is -3 now")]
    [InlineData("must be from 0 to 50, the roll of the group, but is \"1.5\"", "请填写 0 至 50 之间的数（应评人数为 50），现为 \"1.5\"", "Enter a number from 0 to 50, the roll of the group; it is \"1.5\" now")]
    public void A_fault_of_a_number_says_its_range_in_words(string message, string chinese, string english)
    {
        Assert.Equal(chinese, DomainTexts.Fault(Catalogue.Chinese, message));
        Assert.Equal(english, DomainTexts.Fault(Catalogue.English, message));
    }
}
