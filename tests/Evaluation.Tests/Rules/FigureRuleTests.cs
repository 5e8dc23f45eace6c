using System.Text.Json.Nodes;
using Evaluation.Kernel.Reading;

namespace Evaluation.Tests.Rules;

/// <summary>Rules for points from figures: the valid ones are read, the others are refused by the pointer of the fault.</summary>
public sealed class FigureRuleTests
{
    [Theory]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":10},{"from":0.8,"points":10},{"from":-1,"points":0}]}""")]
    [InlineData("""{"by":"steps","steps":[{"from":1,"points":10},{"from":2,"points":9}],"better":"low"}""")]
    [InlineData("""{"by":"steps","steps":[{"from":90,"points":10}],"of":"vote.score"}""")]
    [InlineData("""{"by":"deduct","from":80,"per":1,"points":1,"better":"high"}""")]
    [InlineData("""{"by":"rank","table":[10,8,6,4],"else":2}""")]
    [InlineData("""{"by":"rank","table":[10,8,8,8,8,8,8,8,8,8,8,8]}""")]
    [InlineData("""{"by":"rank","stepPercent":2,"better":"low","of":"vote.topShare"}""")]
    [InlineData("""{"by":"best"}""")]
    [InlineData("""{"by":"best","of":"vote.positiveShare"}""")]
    [InlineData("""{"by":"plan","limit":1.2}""")]
    public void Every_form_with_its_members_is_valid_and_is_written_as_it_was_read(string rule)
    {
        var read = Definitions.Read(With(rule));
        Assert.Empty(read.Faults);
        var written = JsonNode.Parse(Evaluation.Rules.RulesJson.Write(read.Rules!))!["criteria"]!.AsArray()[^1]!["score"]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(rule), written), written.ToJsonString());
    }

    [Theory]
    [InlineData("""{"by":"step"}""", "/by", "must be one of \"steps\", \"deduct\", \"rank\", \"best\", \"plan\"")]
    [InlineData("""{"by":"steps"}""", "/steps", "is missing: \"steps\" needs at least one step with from and points")]
    [InlineData("""{"by":"steps","steps":[]}""", "/steps", "is missing: \"steps\" needs at least one step")]
    [InlineData("""{"by":"steps","steps":[{"from":0.8,"points":10},{"from":0.9,"points":9}]}""", "/steps/1/from", "must be below 0.8, the from of the step before, but is 0.9; steps go from best to worst")]
    [InlineData("""{"by":"steps","steps":[{"from":0.8,"points":10},{"from":0.8,"points":9}]}""", "/steps/1/from", "must be below 0.8")]
    [InlineData("""{"by":"steps","steps":[{"from":2,"points":10},{"from":1,"points":9}],"better":"low"}""", "/steps/1/from", "must be above 2, the from of the step before, but is 1")]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":8},{"from":0.8,"points":9}]}""", "/steps/1/points", "must be at most 8, the points of the better step before, but is 9")]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":11}]}""", "/steps/0/points", "must be from 0 to 10, but is 11")]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":-1}]}""", "/steps/0/points", "must be from 0 to 10, but is -1")]
    [InlineData("""{"by":"steps","steps":[{"from":0.9,"points":1}],"per":1}""", "/per", "must be left out: \"steps\" uses steps, better, of only")]
    [InlineData("""{"by":"deduct","per":1,"points":1}""", "/from", "is missing: \"deduct\" needs the figure from which nothing is deducted")]
    [InlineData("""{"by":"deduct","from":80,"points":1}""", "/per", "is missing")]
    [InlineData("""{"by":"deduct","from":80,"per":0,"points":1}""", "/per", "must be above 0 and at most 1000000, but is 0")]
    [InlineData("""{"by":"deduct","from":80,"per":1,"points":-1}""", "/points", "must be above 0 and at most 1000000, but is -1")]
    [InlineData("""{"by":"rank"}""", "/table", "is missing: \"rank\" needs the points by rank, or stepPercent instead")]
    [InlineData("""{"by":"rank","table":[],"else":1}""", "/table", "must have at least one item, but has none")]
    [InlineData("""{"by":"rank","table":[10,null,8],"else":1}""", "/table/1", "must be a number, but is null")]
    [InlineData("""{"by":"rank","table":[10,8,9],"else":1}""", "/table/2", "must be at most 8, the points of the better rank before, but is 9; a table never rises")]
    [InlineData("""{"by":"rank","table":[10,8],"else":9}""", "/else", "must be at most 8")]
    [InlineData("""{"by":"rank","table":[11,8],"else":1}""", "/table/0", "must be from 0 to 10, but is 11")]
    [InlineData("""{"by":"rank","table":[10,8]}""", "/else", "is missing: a class has 5 units, and rank 3 has no points; give the points beyond the table")]
    [InlineData("""{"by":"rank","stepPercent":2,"else":1}""", "/else", "must be left out: it gives the points beyond a table, and there is none")]
    [InlineData("""{"by":"rank","stepPercent":0}""", "/stepPercent", "must be above 0 and at most 100, but is 0")]
    [InlineData("""{"by":"rank","table":[10],"else":1,"stepPercent":2}""", "/stepPercent", "must be left out: there is a table; use one of the two")]
    [InlineData("""{"by":"best","better":"low"}""", "/better", "must be left out: \"best\" uses of only")]
    [InlineData("""{"by":"plan"}""", "/limit", "is missing: \"plan\" needs the largest share of the target that counts, such as 1.2")]
    [InlineData("""{"by":"plan","limit":0}""", "/limit", "must be above 0 and at most 1000000, but is 0")]
    [InlineData("""{"by":"plan","limit":1,"of":"vote.score"}""", "/of", "must be left out: \"plan\" uses limit only")]
    [InlineData("""{"by":"best","of":"vote.share"}""", "/of", "must be one of \"vote.topShare\", \"vote.positiveShare\", \"vote.score\", but is \"vote.share\"")]
    [InlineData("""{"by":"best","points":1,"limits":1}""", "/limits", "is not a known member")]
    public void A_fault_of_a_rule_is_reported_by_its_pointer(string rule, string member, string message)
    {
        var faults = Definitions.Read(With(rule)).Faults;
        Assert.Contains(faults, fault => fault.Pointer == $"/criteria/5/score{member}" && fault.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("/criteria/5/score", fault.Pointer, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_is_for_assessed_criteria_only() => Assert.Equal(
        [new("/criteria/0/score", "must be left out: points follow from figures for criteria with source \"assessed\" only")],
        Definitions.Read(Definitions.Sample().With("/criteria/0/score", """{"by":"best"}""")).Faults);

    [Fact]
    public void A_figure_of_the_vote_needs_a_vote_and_options_in_its_box()
    {
        const string of = """{"by":"best","of":"vote.topShare"}""";
        var alone = Definitions.Sample().With("/criteria", """[{"code":"c","label":"c","source":"assessed","points":10,"score":{"by":"best","of":"vote.topShare"}}]""").With("/components", """{"vote":0,"inspection":100}""");
        Assert.Contains(new Fault("/criteria/0/score/of", "is \"vote.topShare\", but no criterion has source \"vote\"; define one or use a figure of the sheet"), Definitions.Read(alone).Faults);

        var unboxed = With(of);
        foreach (var option in unboxed["options"]!.AsArray())
            option!.AsObject().Remove("box");
        Assert.Equal([new("/criteria/5/score/of", "is \"vote.topShare\", but no option is in its box; put an option into the box \"top\"")], Definitions.Read(unboxed).Faults);
    }

    [Theory]
    [InlineData("vote.positiveShare", true)]
    [InlineData("vote.topShare", false)]
    public void The_positive_share_needs_an_option_in_either_good_box(string figure, bool isValid)
    {
        var definition = With($$"""{"by":"best","of":"{{figure}}"}""");
        foreach (var option in definition["options"]!.AsArray().Where(option => (string?)option!["box"] == "top"))
            option!["box"] = "positive";
        Assert.Equal(isValid, Definitions.Read(definition).Faults.Count == 0);
    }

    [Fact]
    public void A_figure_of_the_vote_is_on_no_sheet_and_is_not_made_comparable_between_panels()
    {
        var faults = Definitions.Read(With("""{"by":"best","of":"vote.score"}""").With("/panel", """{"normalise":true}""").With("/criteria/5/periods", """["Q1"]""")).Faults;
        Assert.Contains(faults, fault => fault.Pointer == "/criteria/5/periods" && fault.Message.Contains("the vote has no periods", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Pointer == "/panel/normalise" && fault.Message.StartsWith("must be false: \"gdp\" takes its figure from the vote", StringComparison.Ordinal));
    }

    [Fact]
    public void A_criterion_has_points_from_a_figure_or_from_the_catalogue()
    {
        var faults = Definitions.Read(With("""{"by":"best"}""").With("/entries", """[{"code":"late","kind":"deduction","points":0.5,"criterion":"gdp"}]""")).Faults;
        Assert.Contains(faults, fault => fault.Pointer == "/criteria/5/score" && fault.Message.Contains("\"late\"", StringComparison.Ordinal));
    }

    /// <summary>The sample with an assessed criterion of 10 points. Its largest class has five units.</summary>
    private static JsonObject With(string rule) => Definitions.Sample()
        .With("/criteria/-", """{"code":"gdp","label":"产值","source":"assessed","points":10}""").With("/criteria/5/score", rule);
}
