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
}
