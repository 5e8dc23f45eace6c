namespace Evaluation.Rules;

/// <summary>The assessed criteria of a round by where their points come from (F23).</summary>
public static class FigureLists
{
    extension(RoundRules rules)
    {
        /// <summary>The assessed criteria that a sheet has a place for, in the order of the definition.</summary>
        public IReadOnlyList<Criterion> SheetCriteria => [.. rules.AssessedCriteria.Where(criterion => !criterion.IsOfVote)];

        /// <summary>The criteria whose points follow from a figure, in the order of the definition.</summary>
        public IReadOnlyList<Criterion> ScoredCriteria => [.. rules.AssessedCriteria.Where(criterion => criterion.Score is not null)];
    }
}
