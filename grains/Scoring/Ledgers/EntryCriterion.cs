using Evaluation.Assessment;
using Evaluation.Rules;
using Evaluation.Scoring.Formulas;

namespace Evaluation.Scoring.Ledgers;

/// <summary>The points of a criterion that entries of the catalogue give (F26): it starts at its maximum, and no sheet has it.</summary>
/// <param name="Taken">What each entry with an approved adjustment takes, in the order of the catalogue.</param>
/// <param name="Points">What is left, 0 or more.</param>
internal sealed record EntryCriterion(IReadOnlyList<CountedEntry> Taken, Fraction Points)
{
    /// <summary>Null for a criterion whose points sheets give.</summary>
    public static EntryCriterion? Of(RoundRules rules, Criterion criterion, UnitLedger ledger)
    {
        if (!rules.IsByEntries(criterion))
            return null;
        var taken = CountedEntry.Of(rules.EntriesOf(criterion), ledger);
        return new(taken, CatalogueScore.Criterion<Fraction>(criterion.Points, [.. taken.Select(entry => entry.Points)]));
    }
}
