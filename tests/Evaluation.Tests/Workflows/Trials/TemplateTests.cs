using System.Text.Json;
using Evaluation.Gateway.Rounds.Templates;
using Evaluation.Rules.Reading;
using Evaluation.Workflows.Trials;

namespace Evaluation.Tests.Workflows.Trials;

/// <summary>Every template is a valid definition whose rules give a complete result.</summary>
public sealed class TemplateTests
{
    public static TheoryData<string> Codes => [.. RoundTemplates.All.Select(template => template.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_template_has_no_fault_and_names_everything_in_both_languages(string code)
    {
        using var stream = RoundTemplates.Open(code)!;
        using var definition = JsonDocument.Parse(stream);
        var reading = RulesReader.Read(definition.RootElement);
        Assert.Equal([], reading.Faults);
        foreach (var label in Labels(definition.RootElement))
            Assert.True(label.ValueKind == JsonValueKind.Object && label.TryGetProperty("zh", out _) && label.TryGetProperty("en", out _), label.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_unit_of_a_template_has_a_total_in_a_trial_and_a_derivation_of_it(string code)
    {
        using var stream = RoundTemplates.Open(code)!;
        using var definition = JsonDocument.Parse(stream);
        var rules = RulesReader.Read(definition.RootElement).Rules!;
        foreach (var unit in rules.Units)
        {
            var trial = RulesTrial.Run(rules, new(), new Dictionary<string, decimal>(), unit.Code, default);
            Assert.False(trial.IsRefused(out var refusal), refusal?.Detail);
            var figures = trial.Answer.Table.Result.Classes.SelectMany(ranked => ranked.Units).Single(figures => figures.Unit == unit.Code);
            Assert.Equal([], figures.Incomplete);
            Assert.NotNull(figures.Total);
            Assert.NotEmpty(trial.Answer.Derivation!.Sections);
        }
    }

    [Fact]
    public void Titles_and_codes_of_templates_differ_and_an_unknown_code_gives_nothing()
    {
        Assert.Equal(RoundTemplates.All.Count, RoundTemplates.All.Select(template => template.Title.Zh).Distinct().Count());
        Assert.Null(RoundTemplates.Open("nothing"));
    }

    private static IEnumerable<JsonElement> Labels(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name is "label" or "title" && member.Value.ValueKind != JsonValueKind.Null && !IsBasis(element) ? [member.Value] : Labels(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Labels),
        _ => [],
    };

    // The legal basis has its official title only.
    private static bool IsBasis(JsonElement element) => element.TryGetProperty("issuer", out _);
}
