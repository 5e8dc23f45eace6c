using Evaluation.Panels;
using Evaluation.Rules;

namespace Evaluation.Tests.Rules;

/// <summary>Faults of assessing bodies, periods and trimming in a definition (F21, F30).</summary>
public sealed class BodyRuleTests
{
    [Theory]
    [InlineData("/criteria/0/by", "\"leader\"", "/criteria/0/by", "\"leader\" is not defined; did you mean \"leaders\"?")]
    [InlineData("/criteria/2/by", "\"leaders\"", "/criteria/2/by", "respondents rate this one, so leave it out")]
    [InlineData("/criteria/0/by", null, "/assessors/0", "no criterion has \"by\": \"leaders\"")]
    [InlineData("/assessors/0/code", "\"Leaders\"", "/assessors/0/code", "must be of small letters")]
    [InlineData("/assessors/-", """{"code":"leaders","label":"x"}""", "/assessors/1/code", "\"leaders\" is used more than once")]
    [InlineData("/assessors/0/trim", "\"mean\"", "/assessors/0/trim", "must be one of \"item\", \"total\", \"none\"")]
    [InlineData("/criteria/0/periods", """["2026-Q1","2026-q1"]""", "/criteria/0/periods/1", "\"2026-q1\" is used more than once")]
    [InlineData("/criteria/0/periods", """["2026 Q1"]""", "/criteria/0/periods/0", "must be of letters A to Z, digits and hyphens")]
    [InlineData("/criteria/2/periods", """["2026-Q1"]""", "/criteria/2/periods", "respondents rate this one, so leave it out")]
    [InlineData("/panel/trimFrom", "2", "/panel/trimFrom", "must be from 3 to 50, but is 2")]
    [InlineData("/panel/trimFrom", "51", "/panel/trimFrom", "must be from 3 to 50, but is 51")]
    public void A_fault_is_reported_at_its_place(string at, string? json, string pointer, string says)
    {
        var fault = Assert.Single(Definitions.Read(Bodies().With(at, json)).Faults, fault => fault.Pointer == pointer);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bodies_periods_and_trimming_are_read()
    {
        var read = Definitions.Read(Bodies().With("/criteria/1/periods", """["2026-Q1","2026-Q2"]""").With("/panel/trimFrom", "6"));
        Assert.Empty(read.Faults);
        var rules = read.Rules!;
        Assert.Equal([null, "leaders"], rules.Bodies);
        Assert.Equal((PanelTrim.None, PanelTrim.Item), (rules.TrimOf("leaders"), rules.TrimOf(null)));
        Assert.Equal(["2026-Q1", "2026-Q2"], rules.SheetPeriods(null));
        Assert.Equal([null], rules.SheetPeriods("leaders"));
        Assert.Equal(["work"], rules.OnSheet(null, "2026-Q2").Select(criterion => criterion.Code));
        Assert.Empty(rules.OnSheet(null, null));
        Assert.Equal(["duty"], rules.OnSheet("leaders", null).Select(criterion => criterion.Code));
    }

    [Theory]
    [InlineData("leaders", true, null, null)]
    [InlineData(null, false, null, null)]
    [InlineData(null, true, "/inspectors", "weights and trimming exclude each other")]
    [InlineData("leader", false, "/by", "did you mean \"leaders\"?")]
    public void A_panel_does_not_contradict_the_rules(string? body, bool hasWeights, string? pointer, string? says)
    {
        var faults = PanelRules.Faults(Definitions.Read(Bodies()).Rules!, body, hasWeights);
        Assert.Equal(pointer, faults.SingleOrDefault()?.Pointer);
        Assert.Contains(says ?? "", faults.SingleOrDefault()?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_without_a_panel_and_a_panel_against_the_rules_are_warnings()
    {
        var rules = Definitions.Read(Bodies()).Rules!;
        Assert.Equal("/assessors/0 no-panels", Assert.Single(RoundWarning.OfBodies(rules, [null]).Select(warning => $"{warning.Pointer} {warning.Code}")));
        Assert.Equal("/panel no-panels", Assert.Single(RoundWarning.OfBodies(rules, ["leaders"]).Select(warning => $"{warning.Pointer} {warning.Code}")));
        Assert.Empty(RoundWarning.OfBodies(rules, [null, "leaders"]));
        Assert.Equal("panel-against-rules", RoundWarning.OfPanel("north", "x").Code);
    }

    /// <summary>Criterion duty belongs to the leaders, work to the inspection panel, and respondents rate serve.</summary>
    private static System.Text.Json.Nodes.JsonObject Bodies() => Definitions.Smallest()
        .With("/criteria", """
            [{"code":"duty","label":"Duty","source":"assessed","points":60,"by":"leaders"},{"code":"work","label":"Work","source":"assessed","points":40},
             {"code":"serve","label":"Serve","source":"vote","points":1}]
            """)
        .With("/assessors", """[{"code":"leaders","label":{"zh":"领导","en":"Leaders"},"trim":"none"}]""")
        .With("/panel", """{"trim":"item"}""")
        .With("/components", """{"vote":50,"inspection":50}""");
}
