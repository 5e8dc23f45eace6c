using Evaluation.Scoring;
using Evaluation.Scoring.Derivation;
using Evaluation.Tests.Scoring.FromFigures;

namespace Evaluation.Tests.Derivation;

/// <summary>Properties of every line of every unit's derivation, over drawn rounds with all policies.</summary>
public sealed class DerivationProperties
{
    private const int Seeds = 60;

    private static readonly Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>>[] Rounds =
    [
        Drawn(seed => Derivations.Drawn(seed, isVoteOnly: true)), Drawn(seed => Derivations.Drawn(seed, isVoteOnly: false)), Drawn(seed => FigureRound.Drawn(seed).Derivations),
    ];

    /// <summary>The rounds that are drawn: of votes alone, with sheets and ledgers, and with points from figures.</summary>
    public enum DrawnRound { Votes, Ledgers, Figures }

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Exactly_one_line_explains_a_figure_and_has_its_value(DrawnRound drawn) => ForEach(drawn, LineChecks.ExplainEveryFigureOnce);

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void The_arithmetic_of_a_line_computed_from_its_text_gives_the_result(DrawnRound drawn) => ForEach(drawn, (where, _, derivation) => LineChecks.ComputeToTheResult(where, derivation));

    [Theory]
    [InlineData(DrawnRound.Votes)]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Every_input_comes_from_an_earlier_line_or_from_a_source(DrawnRound drawn) => ForEach(drawn, (where, _, derivation) => LineChecks.HaveKnownInputs(where, derivation));

    [Theory]
    [InlineData(DrawnRound.Ledgers)]
    [InlineData(DrawnRound.Figures)]
    public void Every_text_exists_in_both_languages(DrawnRound drawn) => ForEach(drawn, (_, _, derivation) => LineChecks.HaveBothLanguages(derivation));

    private static void ForEach(DrawnRound drawn, Action<string, UnitResult, UnitDerivation> check)
    {
        foreach (var (where, unit, derivation) in Rounds[(int)drawn].Value)
            check(where, unit, derivation);
    }

    private static Lazy<List<(string Where, UnitResult Unit, UnitDerivation Derivation)>> Drawn(Func<int, Derivations?> draw) => new(() =>
    [
        .. Enumerable.Range(1, Seeds).SelectMany(seed => (draw(seed)?.All ?? []).Select(unit => ($"seed {seed}, {unit.Unit.Unit}", unit.Unit, unit.Derivation))),
    ]);
}
