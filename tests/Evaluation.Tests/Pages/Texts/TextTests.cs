using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Evaluation.Awards;
using Evaluation.Comments;
using Evaluation.Complaints;
using Evaluation.Findings;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Gateway.Pages.Administrator.Operations;
using Evaluation.Gateway.Pages.Texts;
using Evaluation.Honours;
using Evaluation.Panels;
using Evaluation.Rounds;
using Evaluation.Rules;
using Evaluation.Staff;
using Evaluation.Targets;

namespace Evaluation.Tests.Pages.Texts;

/// <summary>The catalogue is complete in both languages and contains every text that the pages use.</summary>
public sealed partial class TextTests
{
    private static readonly Catalogue[] Both = [Catalogue.Chinese, Catalogue.English];

    [Fact]
    public void Both_languages_have_the_same_texts() =>
        Assert.Equal(Catalogue.Chinese.Keys.Order(StringComparer.Ordinal), Catalogue.English.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void No_text_is_empty_or_in_the_wrong_language()
    {
        foreach (var key in Catalogue.Chinese.Keys)
        {
            Assert.NotEqual("", Catalogue.Chinese[key].Trim());
            Assert.NotEqual("", Catalogue.English[key].Trim());
            Assert.True(key == "site.otherLanguage" || !Catalogue.English[key].Any(IsChinese), $"{key}: {Catalogue.English[key]}");
        }
    }

    [Fact]
    public void A_text_has_the_same_placeholders_in_both_languages()
    {
        foreach (var key in Catalogue.Chinese.Keys)
            Assert.True(Template.Places(Catalogue.Chinese[key]).SequenceEqual(Template.Places(Catalogue.English[key])), key);
    }

    [Fact]
    public void Every_text_that_a_page_names_exists()
    {
        var named = (from file in Repository.Sources
                     where file.StartsWith("gateway/", StringComparison.Ordinal) && !file.EndsWith(".css", StringComparison.Ordinal)
                     from Match name in Named().Matches(Repository.Read(file))
                     select (File: file, Key: name.Groups[1].Value)).ToList();
        Assert.Contains(named, text => text.File.EndsWith(".razor", StringComparison.Ordinal));
        Assert.Equal("", string.Join('\n', named.Where(text => Catalogue.Chinese.Find(text.Key) is null).Select(text => $"{text.File}: {text.Key}")));
    }

    [Fact]
    public void Every_refusal_state_role_and_act_has_its_text()
    {
        var keys = Enum.GetValues<RefusalCode>().Select(RefusalTable.Word).SelectMany(code => new[] { $"refusal.{code}", $"refusal-title.{code}" })
            .Concat(Enum.GetNames<RoundState>().SelectMany(state => new[] { $"state.{state.ToLowerInvariant()}", $"conduct.state-{state.ToLowerInvariant()}" }))
            .Concat(RoundAct.Names.SelectMany(act => new[] { $"act.{act}", $"act.{act}Text", $"acted.{act}" }))
            .Concat(Enum.GetNames<FindingState>().Select(state => $"unit.finding-{state.ToLowerInvariant()}"))
            .Concat(Enum.GetNames<FindingAct>().Select(act => $"unit.step-{act.ToLowerInvariant()}"))
            .Concat(Enum.GetNames<ComplaintState>().SelectMany(state => new[] { "reviews.complaint-", "reviews.inState-", "ownComplaint.state-", "ownComplaint.what-", "complaints.state-" }.Select(family => family + state.ToLowerInvariant())))
            .Concat(Enum.GetNames<ProgressState>().SelectMany(state => new[] { "unit.progress-", "progress.state-" }.Select(family => family + state.ToLowerInvariant())))
            .Concat(Enum.GetNames<Role>().Select(role => $"role.{role.ToLowerInvariant()}"))
            .Concat(Acts(typeof(RoundEvent)).Concat(Acts(typeof(StaffEvent))).Concat(Acts(typeof(CommentEvent))).Concat(Acts(typeof(PanelEvent)).Except(["sheet-admitted"])).Concat(Acts(typeof(ComplaintEvent))).Concat(Acts(typeof(AwardEvent))).Concat(Acts(typeof(HonourEvent))).Concat(["sheet-filed", "sheet-reopened"]).Select(act => $"audited.{act}"));
        Assert.All(keys, key => Assert.NotNull(Catalogue.English.Find(key)));
    }

    [Theory]
    [InlineData("unit.progress-done", "progress.state-done", "progress.done", "targets.done", "detail.progress-done")]
    [InlineData("unit.progress-partly", "progress.state-partly", "detail.progress-partly")]
    [InlineData("unit.progress-planned", "progress.state-planned", "detail.progress-planned")]
    [InlineData("unit.progress-blank", "progress.state-blank", "detail.progress-blank")]
    [InlineData("reviews.complaint-received", "reviews.inState-received")]
    [InlineData("reviews.inState-assigned", "ownComplaint.state-assigned", "complaints.state-assigned")]
    [InlineData("reviews.complaint-answered", "reviews.inState-answered")]
    [InlineData("reviews.complaint-closed", "reviews.inState-closed", "ownComplaint.state-closed", "complaints.state-closed")]
    [InlineData("reviews.complaint-rejected", "reviews.inState-rejected", "ownComplaint.state-rejected", "complaints.state-rejected")]
    [InlineData("field.dueOn-targets", "targets.field-dueOn", "unit.dueDay")]
    public void A_state_has_one_Chinese_word_on_every_page(params string[] keys) => Assert.Single(keys.Select(key => Catalogue.Chinese[key]).Distinct());

    [Fact]
    public void The_numbers_of_a_refusal_are_those_of_the_limits()
    {
        foreach (var texts in Both)
        {
            foreach (var code in Enum.GetValues<RefusalCode>())
            {
                Assert.DoesNotContain(Template.Fill(texts["refusal." + RefusalTable.Word(code)], "", ""), char.IsAsciiDigit);
                Assert.DoesNotContain("{", texts.Explain(code), StringComparison.Ordinal);
                Assert.Equal(texts["refusal." + RefusalTable.Word(code)].Contains("{0}", StringComparison.Ordinal), texts.Explain(code).Any(char.IsAsciiDigit));
            }
            Assert.Contains($" {Limits.IssuedForLiveScores} ", texts.Explain(RefusalCode.TooFewCodes), StringComparison.Ordinal);
            Assert.Contains($" {Limits.PasswordCharactersMax} ", texts.Explain(RefusalCode.WeakPassword), StringComparison.Ordinal);
            Assert.Contains($" {Limits.LockedFor.TotalMinutes} ", texts.Explain(RefusalCode.AccountLocked), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Pages_explain_a_refusal_with_its_numbers() => Assert.Equal(
        ["gateway/Pages/Texts/RefusalTexts.cs"],
        Repository.Sources.Where(file => file.StartsWith("gateway/", StringComparison.Ordinal) && Repository.Read(file).Contains("\"refusal.\" +", StringComparison.Ordinal)));

    [Theory]
    [InlineData("{0} of {1}", "12 of 60")]
    [InlineData("{1}/{0}", "60/12")]
    [InlineData("{0} {0:unit|units}", "12 units")]
    [InlineData("{0:none}", "{0:none}")]
    public void A_template_is_filled_by_number(string template, string filled) => Assert.Equal(filled, Template.Fill(template, 12, 60));

    [Fact]
    public void A_count_of_one_uses_the_singular() => Assert.Equal("1 unit", Template.Fill("{0} {0:unit|units}", 1));

    /// <summary>Sections whose English texts are patterns of what the domain says, and thus fixed.</summary>
    private static readonly string[] Patterns = ["fault.", "phrase.", "detail.", "sentence.", "clause.", "validity.", "entered."];

    [Fact]
    public void A_count_in_English_has_a_singular() => Assert.Equal("", string.Join('\n',
        from key in Catalogue.English.Keys
        where !Array.Exists(Patterns, section => key.StartsWith(section, StringComparison.Ordinal)) && Counted().IsMatch(Catalogue.English[key])
        select $"{key}: {Catalogue.English[key]}"));

    [Fact]
    public void A_text_section_cannot_end_its_script_element() =>
        Assert.All(Both, texts => Assert.DoesNotContain("</", texts.Section("site"), StringComparison.Ordinal));

    private static IEnumerable<string> Acts(Type events) =>
        events.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>().Select(attribute => (string)attribute.TypeDiscriminator!);

    private static bool IsChinese(char character) => character is >= '\u2E80' and <= '\u9FFF';

    [GeneratedRegex(@"\{\d\} (\w+ )?(units|items|codes|people|boxes|accounts|characters|sheets|points|ballots|voters|minutes|credentials|times|days|complaints)\b")]
    private static partial Regex Counted();

    [GeneratedRegex("""\bT(?:\.Say\(|\[)"([a-z][\w.-]*[\w])"\s*[\],)]""", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
