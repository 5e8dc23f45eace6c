using Evaluation.Gateway.Http.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Rounds;

/// <summary>Results of routes whose path names a unit: an unknown unit is refused with status 404.</summary>
internal static class UnitResults
{
    extension(Refusal refusal)
    {
        public RefusalResult OfUnit() => refusal.Code == RefusalCode.NoSuchUnit ? refusal.NotThere() : refusal.ToResult();
    }

    extension<TAnswer>(Outcome<TAnswer> outcome)
    {
        /// <summary>The answer as the route shapes it, or the refusal as problem details.</summary>
        public Results<TResult, RefusalResult> OfUnit<TResult>(Func<TAnswer, TResult> shape)
            where TResult : IResult
        {
            if (outcome.IsRefused(out var refusal))
                return refusal.OfUnit();
            return shape(outcome.Answer);
        }
    }
}
