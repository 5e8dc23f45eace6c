using System.Text;
using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Rules;

/// <summary>Names in a definition: visible, in one direction, and different from the other names of their list.</summary>
public sealed class LabelTests
{
    /// <summary>Texts of characters that leave no mark on a page.</summary>
    public static readonly TheoryData<string> Invisible =
    [
        "\u200B", "\u2800", "\u3164", "\u00AD", "\u200E", "\u200F\u061C", "\u115F\u1160", "\uFFA0", "\u034F", "\u2060\uFEFF", "\uFE0F", "\u180E", "\U000E0020", "\u0301",
        "\uE000", "\uFFFE", " \u200B\u3000", "\u2800\u2800\u2800", "\u202E",
    ];

    [Theory]
    [MemberData(nameof(Invisible))]
    public void A_name_of_which_nothing_is_visible_is_refused_at_every_place(string name)
    {
        foreach (var pointer in new[] { "/title/zh", "/basis/title", "/basis/issuer", "/basis/number", "/units/0/label/zh", "/options/0/label/zh", "/criteria/1/label/zh", "/groups/0/label/zh", "/classes/0/label/zh", "/vetoes/0/label" })
        {
            var fault = Assert.Single(Definitions.Read(Definitions.Sample().With(pointer, JsonValue.Create(name).ToJsonString())).Faults);
            Assert.Equal((pointer, "has only characters that are not visible"), (fault.Pointer, fault.Message));
        }
    }

    [Fact]
    public void A_title_has_at_most_120_characters_in_each_language()
    {
        Assert.Empty(Definitions.Read(Definitions.Sample().With("/title", $$"""{"zh":"{{new string('评', 120)}}","en":"{{new string('e', 120)}}"}""")).Faults);
        var fault = Assert.Single(Definitions.Read(Definitions.Sample().With("/title", $$"""{"zh":"{{new string('评', 121)}}"}""")).Faults);
        Assert.Equal(("/title/zh", "has 121 characters; at most 120 are allowed"), (fault.Pointer, fault.Message));
    }

    [Theory]
    [InlineData("教育\u202E局", "U+202E")]
    [InlineData("\u2066Centre\u2069", "U+2066")]
    [InlineData("中心\u2028", "U+2028")]
    public void A_name_with_a_character_that_changes_the_direction_is_refused(string name, string named)
    {
        var fault = Assert.Single(Definitions.Read(Definitions.Sample().With("/units/0/label/zh", JsonValue.Create(name).ToJsonString())).Faults);
        Assert.Equal("/units/0/label/zh", fault.Pointer);
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(name, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("𠮷野家")]
    [InlineData("हिन्दी रिपोर्ट")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("👨\u200D👩\u200D👧")]
    [InlineData("é e\u0301")]
    public void A_name_in_any_script_is_accepted(string name) =>
        Assert.Empty(Definitions.Read(Definitions.Sample().With("/units/0/label/en", JsonValue.Create(name).ToJsonString())).Faults);

    [Theory]
    [InlineData("options")]
    [InlineData("criteria")]
    [InlineData("groups")]
    [InlineData("classes")]
    [InlineData("vetoes")]
    public void Two_items_of_a_list_with_one_label_are_refused(string list)
    {
        var definition = Definitions.Sample();
        var items = definition[list]!.AsArray();
        if (items[0]!["label"] is null)
            items[0]!["label"] = "同名";
        items[1]!["label"] = items[0]!["label"]!.DeepClone();
        var fault = Assert.Single(Definitions.Read(definition).Faults);
        Assert.Equal($"/{list}/1/label", fault.Pointer);
        Assert.Contains($"looks like the label of \"{items[0]!["code"]}\"", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("教育局", "教育局", true)]
    [InlineData("教育局", "教育\u200B局", true)]
    [InlineData("教育局", " 教育局\u3000", true)]
    [InlineData("Bureau of Education", "bureau  of education", true)]
    [InlineData("A科", "Ａ科", true)]
    [InlineData("教育局", "教育厅", false)]
    [InlineData("हिन्दी", "हन्द", false)]
    [InlineData("Caf\u00E9", "Cafe\u0301", false)]
    public void Labels_are_compared_as_they_appear(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, VisibleText.Appearance(one) == VisibleText.Appearance(other));
        var definition = Definitions.Sample();
        (definition["units"]![1]!["label"], definition["units"]![1]!["class"]) = (one, definition["units"]![0]!["class"]!.DeepClone());
        definition["units"]![0]!["label"] = other;
        Assert.Equal(isSame ? ["/units/1/label"] : [], Definitions.Read(definition).Faults.Select(fault => fault.Pointer).Where(pointer => pointer.EndsWith("/label", StringComparison.Ordinal)));
    }

    /// <summary>
    /// If this fails, the program has ICU, and <see cref="VisibleText.Appearance"/> should compose letters before it compares.
    /// </summary>
    [Fact]
    public void Letters_are_not_composed_without_ICU()
    {
        Assert.Equal("e\u0301", "e\u0301".Normalize(NormalizationForm.FormC));
        Assert.Equal("\u00E9", "\u00E9".Normalize(NormalizationForm.FormD));
    }

    [Fact]
    public void Units_of_different_classes_may_have_one_label_and_a_label_in_one_language_is_compared_in_both()
    {
        var definition = Definitions.Sample();
        var units = definition["units"]!.AsArray();
        var other = units.First(unit => (string?)unit!["class"] != (string?)units[0]!["class"])!;
        other["label"] = units[0]!["label"]!.DeepClone();
        Assert.Empty(Definitions.Read(definition).Faults);
        var beside = units.Skip(1).First(unit => (string?)unit!["class"] == (string?)units[0]!["class"])!;
        units[0]!["label"] = JsonNode.Parse("""{"zh": "档案馆"}""");
        beside["label"] = JsonNode.Parse("""{"zh": "图书馆", "en": "档案馆"}""");
        Assert.EndsWith("/label", Assert.Single(Definitions.Read(definition).Faults).Pointer, StringComparison.Ordinal);
    }
}
