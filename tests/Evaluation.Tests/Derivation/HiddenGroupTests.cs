using System.Text.Json;
using Evaluation.Gateway.Http;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Tests.Rules;

namespace Evaluation.Tests.Derivation;

/// <summary>A derivation shows of a group below the minimum only that it is below the minimum (F22).</summary>
public sealed class HiddenGroupTests
{
    private const int Seeds = 30;

    /// <summary>Other marks and other numbers of slips of a hidden group change no byte of any derivation.</summary>
    [Fact]
    public void No_derivation_of_any_unit_depends_on_the_slips_of_a_hidden_group()
    {
        var changed = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = new RandomRound(seed, "drawn", isVoteOnly: true);
            drawn.Definition["policies"]!["groupMin"] = 4;
            var rules = Definitions.Read(drawn.Definition).Rules!;
            var slips = drawn.Slips();
            var others = slips.GroupBy(slip => (slip.Unit, slip.Group)).SelectMany(group => group.Count() >= 4 ? group : Other(drawn, group.Key)).ToList();
            changed += slips.Count == others.Count ? 0 : 1;

            Assert.Equal(Texts(Derivations.Of(rules, slips, new())!), Texts(Derivations.Of(rules, others, new())!));
        }
        Assert.True(changed > Seeds / 2, $"only {changed} rounds had other slips");
    }

    [Fact]
    public void A_hidden_group_is_named_without_any_number()
    {
        var derivation = Derivations.Golden("value-inspected").Of("u02");

        var hidden = derivation.Sections[0];
        Assert.Equal("Group: People's congress deputies (npc)", hidden.Title.En);
        var line = Assert.Single(hidden.Lines);
        Assert.Equal(("F22", null, null), (line.Rule, line.Arithmetic, line.Result));
        Assert.Empty(line.Inputs);
        Assert.All(line.Figures, figure => Assert.True(figure is { Value: null or false or "below-minimum" }, figure.ToString()));
        Assert.DoesNotContain(derivation.Sections.Skip(1).SelectMany(section => section.Lines).SelectMany(other => other.Inputs), input => input.Name.Contains("npc", StringComparison.Ordinal));
    }

    [Fact]
    public void A_class_mean_uses_only_published_scores_of_other_units()
    {
        var round = Derivations.Golden("zero-class-mean");
        var published = round.Units.SelectMany(unit => unit.Groups.Where(group => group.Reported).Select(group => $"unit/{unit.Unit}/groups/{group.Group}/score")).ToHashSet();

        var means = round.Units.SelectMany(unit => round.Of(unit.Unit).Sections).SelectMany(section => section.Lines).Where(line => line.Title.En!.StartsWith("Class mean", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(means);
        Assert.All(means, line => Assert.All(line.Inputs, input => Assert.Contains(input.From, published)));
    }

    // None to three slips, with marks of their own.
    private static IEnumerable<OracleSlip> Other(RandomRound drawn, (string Unit, string Group) hidden) =>
        Enumerable.Range(0, drawn.Next(0, 4)).Select(_ => new OracleSlip(hidden.Unit, hidden.Group, drawn.Marks()));

    private static string Texts(Derivations round) => string.Concat(round.All.Select(unit =>
        JsonSerializer.Serialize(unit.Derivation, ApiJson.Options) + DerivationPage.Write(unit.Derivation, "zh") + DerivationPage.Write(unit.Derivation, "en")));
}
