using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;
using Evaluation.Rules;
using Evaluation.Scoring;
using Evaluation.Tests.Rules;
using Evaluation.Workflows.Trials;

namespace Evaluation.Tests.Workflows.Trials;

/// <summary>Trials of rules with example data.</summary>
public sealed class RulesTrialTests
{
    private static readonly Dictionary<string, decimal> NoChange = [];

    /// <summary>Vote and inspection count half each; u1 has the better vote and u2 the better inspection.</summary>
    private static readonly TrialInput ByHand = new(
        Marks: [new("u1", "all", "work", "A", 3), new("u1", "all", "work", "B", 1), new("u2", "all", "work", "A", 1), new("u2", "all", "work", "B", 3)],
        Points: [new("u1", "visit", 4), new("u2", "visit", 10)]);

    [Fact]
    public void Typed_data_give_the_figures_that_the_arithmetic_gives_by_hand()
    {
        var table = Run(Small(), ByHand).Table;
        Assert.Equal(57.5m, Unit(table, "u1").Total);
        Assert.Equal(62.5m, Unit(table, "u2").Total);
        Assert.Equal((75m, 40m, 2), (Unit(table, "u1").Vote, Unit(table, "u1").Inspection, Unit(table, "u1").Rank));
    }

    [Fact]
    public void Changed_shares_give_the_figures_by_hand_and_the_differences_of_every_unit()
    {
        var trial = Run(Small(), ByHand, new() { ["/components/vote"] = 80, ["/components/inspection"] = 20 }, "u1");
        Assert.Equal(68m, Unit(trial.Changed!.Table, "u1").Total);
        Assert.Equal(40m, Unit(trial.Changed.Table, "u2").Total);
        Assert.Equal(
            [new UnitDifference("u1", "one", 57.5m, 68m, 2, 1, null, null, true), new UnitDifference("u2", "one", 62.5m, 40m, 1, 2, null, null, true)],
            trial.Changed.Differences);
        Assert.NotEmpty(trial.Derivation!.Sections);
        Assert.NotEqual(JsonSerializer.Serialize(trial.Derivation), JsonSerializer.Serialize(trial.Changed.Derivation));
    }

    [Fact]
    public void Typed_points_keep_their_share_of_another_maximum()
    {
        var trial = Run(Small(), ByHand, new() { ["/criteria/1/points"] = 20 });
        Assert.Equal(Unit(trial.Table, "u1").Inspection, Unit(trial.Changed!.Table, "u1").Inspection);
        Assert.Contains(trial.Notes, note => note.Code == "points-scaled");
    }

    [Fact]
    public void The_same_seed_gives_the_same_table_and_another_seed_another_one()
    {
        foreach (var definition in new[] { Definitions.Sample(), Definitions.Inspected() })
        {
            var rules = Definitions.Read(definition).Rules!;
            Assert.Equal(Json(Run(rules, new(7))), Json(Run(rules, new(7))));
            Assert.NotEqual(Json(Run(rules, new(7))), Json(Run(rules, new(8))));
        }
        static string Json(TrialOutcome trial) => JsonSerializer.Serialize(trial.Table.Result);
    }

    [Fact]
    public void Another_number_changes_no_drawn_mark()
    {
        var rules = Definitions.Read(Definitions.Sample()).Rules!;
        var trial = Run(rules, new(3), new() { ["/classes/0/weights/npc"] = 60 });
        Assert.Equal(
            Units(trial.Table).Select(unit => (unit.Unit, unit.Slips)).Order(), Units(trial.Changed!.Table).Select(unit => (unit.Unit, unit.Slips)).Order());
        Assert.Contains(trial.Changed.Differences, unit => unit.Changed && unit.Class == rules.Classes[0].Code);
        Assert.DoesNotContain(trial.Changed.Differences, unit => unit.Changed && unit.Class != rules.Classes[0].Code);
    }

    [Fact]
    public void Voters_are_the_turnout_of_the_table()
    {
        var trial = Run(Definitions.Read(Definitions.Sample()).Rules!, new(Voters: new Dictionary<string, int> { ["npc"] = 31, ["cppcc"] = 0 }));
        // A number of voters below the group minimum is hidden (F22).
        Assert.Equal((31, (int?)null), (Voted("npc"), Voted("cppcc")));
        int? Voted(string group) => trial.Table.Result.Turnout.Single(turnout => turnout.Group == group).Voted;
    }

    [Fact]
    public void Inspectors_of_a_body_without_trimming_have_drawn_weights_and_a_note()
    {
        var (weighted, plain) = (Run(WithLeaders(PanelTrim.None), new(Seed: 3), unit: "u1"), Run(WithLeaders(null), new(Seed: 3), unit: "u1"));
        Assert.Contains(weighted.Notes, note => note.Code == "weights-drawn");
        Assert.DoesNotContain(plain.Notes, note => note.Code == "weights-drawn");
        var inputs = weighted.Derivation!.Sections.SelectMany(section => section.Lines).SelectMany(line => line.Inputs).Where(input => input.From.StartsWith("weight/", StringComparison.Ordinal)).ToList();
        Assert.Equal(TrialLedgers.Sheets, inputs.Count);
        Assert.All(inputs, input => Assert.InRange(decimal.Parse(input.Value, System.Globalization.CultureInfo.InvariantCulture), 10, 50));
        Assert.NotEqual(Unit(plain.Table, "u1").Inspection, Unit(weighted.Table, "u1").Inspection);
    }

    [Fact]
    public void Combined_rounds_have_drawn_totals_and_a_note()
    {
        var rules = Small() with { Criteria = [], Options = [], Groups = [], Combine = [new("a", 60), new("b", 40)], Components = new() };
        var trial = Run(rules, new(5), unit: "u2");
        Assert.All(Units(trial.Table), unit => Assert.NotNull(unit.Total));
        Assert.Contains(trial.Notes, note => note.Code == "rounds-drawn");
        Assert.NotEmpty(trial.Derivation!.Sections);
    }

    [Theory]
    [InlineData("""{"/components/vote":80}""", "/change")]
    [InlineData("""{"/components/vote":101,"/components/inspection":-1}""", "/change/~1components~1vote")]
    [InlineData("""{"/components/nothing":1}""", "/change/~1components~1nothing")]
    [InlineData("""{"/title":1}""", "/change/~1title")]
    [InlineData("""{"components":1}""", "/change/components")]
    [InlineData("""{"/units/9/class":1}""", "/change/~1units~19~1class")]
    public void A_change_that_gives_no_valid_rules_is_refused_with_its_place(string change, string pointer)
    {
        var refused = RulesTrial.Run(Small(), ByHand, JsonSerializer.Deserialize<Dictionary<string, decimal>>(change)!, null, default);
        Assert.True(refused.IsRefused(out var refusal));
        Assert.Contains(pointer, Faults(refusal).Select(fault => fault.Pointer));
    }

    [Fact]
    public void Faults_of_the_example_data_are_listed_with_their_places()
    {
        var refused = RulesTrial.Run(
            Small(),
            new(
                Voters: new Dictionary<string, int> { ["nobody"] = 1, ["all"] = 101 },
                Marks: [new("u9", "all", "work", "A", 1), new("u1", "all", "work", "Z", -1)],
                Points: [new("u1", "visit", 11), new("u1", "work", 1), new("u1"), new("u1", Fact: "unknown"), new("u1", Entry: "none"), new("u1", Kind: 0, Points: -1)]),
            NoChange, null, default);
        Assert.True(refused.IsRefused(out var refusal));
        Assert.Equal(RefusalCode.BadRequest, refusal.Code);
        Assert.Equal(
            ["/marks/0/unit", "/marks/1/count", "/marks/1/option", "/points/0/inspected", "/points/1/criterion", "/points/2", "/points/3/fact", "/points/4/entry", "/points/5/points", "/voters/all", "/voters/nobody"],
            Faults(refusal).Select(fault => fault.Pointer).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Counts_of_the_criteria_of_one_slip_have_the_same_sum()
    {
        var rules = Definitions.Read(Definitions.Sample()).Rules!;
        var refused = RulesTrial.Run(rules, new(Marks: [new("u01", "npc", "duty", "A", 2)]), NoChange, null, default);
        Assert.True(refused.IsRefused(out var refusal));
        Assert.Contains("same sum", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_that_is_too_large_is_refused_with_its_limit()
    {
        var rules = Definitions.Read(Definitions.Sample()).Rules!;
        rules = rules with { Groups = [.. rules.Groups.Select(group => group with { Roll = Limits.TrialMarks })] };
        var refused = RulesTrial.Run(rules, new(Voters: rules.Groups.ToDictionary(group => group.Code, group => group.Roll)), NoChange, null, default);
        Assert.True(refused.IsRefused(out var refusal));
        Assert.Equal(RefusalCode.TooManyEntries, refusal.Code);
    }

    private static IReadOnlyList<Fault> Faults(Refusal refusal) => (IReadOnlyList<Fault>)refusal.Facts.Single(fact => fact.Name == "faults").Value!;

    private static RoundRules Small()
    {
        var definition = Definitions.Smallest()
            .With("/options/0/value", "100").With("/groups/0/roll", "100").With("/criteria/-", """{"code":"visit","label":"Visit","source":"assessed","points":10}""")
            .With("/units/0/code", "\"u1\"").With("/units/-", """{"code":"u2","label":"Second","class":"one"}""");
        definition["policies"] = JsonNode.Parse("""{"groupMin":1}""");
        definition["components"] = JsonNode.Parse("""{"vote":50,"inspection":50}""");
        return Definitions.Read(definition).Rules!;
    }

    private static RoundRules WithLeaders(PanelTrim? trim)
    {
        var rules = Small();
        return rules with { Assessors = [new("leaders", new("领导"), trim)], Criteria = [.. rules.VoteCriteria, .. rules.AssessedCriteria.Select(criterion => criterion with { By = "leaders" })] };
    }

    private static TrialOutcome Run(RoundRules rules, TrialInput input, Dictionary<string, decimal>? change = null, string? unit = null)
    {
        var trial = RulesTrial.Run(rules, input, change ?? NoChange, unit, default);
        Assert.False(trial.IsRefused(out var refusal), refusal?.Detail);
        return trial.Answer;
    }

    private static UnitResult Unit(TrialTable table, string unit) => Units(table).Single(figures => figures.Unit == unit);

    private static IEnumerable<UnitResult> Units(TrialTable table) => table.Result.Classes.SelectMany(ranked => ranked.Units);
}
