using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;

namespace Evaluation.Tests.Derivation;

/// <summary>Properties of every line of every unit's derivation, over drawn rounds with all policies.</summary>
public sealed class DerivationProperties
{
    private const int Seeds = 60;

    private static readonly Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>> OfVotes = Drawn(isVoteOnly: true), OfVotesAndLedgers = Drawn(isVoteOnly: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Exactly_one_line_explains_a_figure_and_has_its_value(bool isVoteOnly) => ForEach(isVoteOnly, LineChecks.ExplainEveryFigureOnce);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_arithmetic_of_a_line_computed_from_its_text_gives_the_result(bool isVoteOnly) => ForEach(isVoteOnly, (where, _, derivation) => LineChecks.ComputeToTheResult(where, derivation));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_input_comes_from_an_earlier_line_or_from_a_source(bool isVoteOnly) => ForEach(isVoteOnly, (where, _, derivation) => LineChecks.HaveKnownInputs(where, derivation));

    [Fact]
    public void Every_text_exists_in_both_languages() => ForEach(isVoteOnly: false, (_, _, derivation) => LineChecks.HaveBothLanguages(derivation));

    private static void ForEach(bool isVoteOnly, Action<string, UnitResult, UnitDerivation> check)
    {
        foreach (var (where, unit, derivation) in isVoteOnly ? OfVotes.Value : OfVotesAndLedgers.Value)
            check(where, unit, derivation);
    }

    private static Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>> Drawn(bool isVoteOnly) => new(() =>
    [
        .. Enumerable.Range(1, Seeds).SelectMany(seed => (Derivations.Drawn(seed, isVoteOnly)?.All ?? []).Select(unit => ($"seed {seed}, {unit.Unit.Unit}", unit.Unit, unit.Derivation))),
    ]);
}
