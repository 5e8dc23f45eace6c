namespace Evaluation.Rules;

/// <summary>Where the points of an assessed criterion come from (F23).</summary>
public static class FigureCriteria
{
    extension(Criterion criterion)
    {
        /// <summary>Whether a sheet has a figure for it, from which its points follow.</summary>
        public bool HasFigure => criterion is { Source: CriterionSource.Assessed, Score.Of: null };

        /// <summary>Whether its points follow from a figure of the vote. It has no place on a sheet.</summary>
        public bool IsOfVote => criterion is { Source: CriterionSource.Assessed, Score.Of: not null };

        /// <summary>Whether its figure needs a target.</summary>
        public bool HasTarget => criterion.HasFigure && criterion.Score!.By == FigureForm.Plan;
    }

    extension(RoundRules rules)
    {
        /// <summary>The assessed criteria that a sheet has a place for, in the order of the definition.</summary>
        public IReadOnlyList<Criterion> SheetCriteria => [.. rules.AssessedCriteria.Where(criterion => !criterion.IsOfVote)];

        /// <summary>The criteria whose points follow from a figure, in the order of the definition.</summary>
        public IReadOnlyList<Criterion> ScoredCriteria => [.. rules.AssessedCriteria.Where(criterion => criterion.Score is not null)];
    }
}
