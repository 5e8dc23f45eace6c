using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Testing.Oracle;
using Evaluation.Testing.Oracle.Drawing;
using Evaluation.Tests.Scoring;
using Evaluation.Tests.Scoring.Independent;

namespace Evaluation.Tests.Derivation.Forms;

/// <summary>Derivations of drawn rounds with several forms F20 to F32 at once.</summary>
public sealed class DrawnFormTests
{
    private const int Seeds = 60;

    [Fact]
    public void Every_figure_is_explained_once_by_arithmetic_that_holds_in_both_languages()
    {
        var derived = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var (unit, derivation) in Of(seed))
            {
                var where = $"seed {seed}, {unit.Unit}";
                LineChecks.ExplainEveryFigureOnce(where, unit, derivation);
                LineChecks.ComputeToTheResult(where, derivation);
                LineChecks.HaveKnownInputs(where, derivation);
                LineChecks.HaveBothLanguages(derivation);
                derived++;
            }
        }
        Assert.True(derived > 2 * Seeds, $"only {derived} units were derived");
    }

    private static IEnumerable<(UnitResult Unit, UnitDerivation Derivation)> Of(int seed)
    {
        var drawn = new RandomRound(seed, "drawn", isVoteOnly: false);
        RandomForms.Add(drawn.Definition, seed, RandomForms.All);
        var (rules, given) = (BothScorers.Rules(drawn.Definition), new FormFacts(drawn.Json, seed));
        var slips = given.Slips();
        var known = given.Facts(slips);
        return Derivations.Of(rules, slips, known, ProductInputs.TurnoutOf(rules, slips, known))?.All ?? [];
    }
}
