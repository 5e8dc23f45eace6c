namespace Evaluation.Rules.Checking.Forms;

/// <summary>
/// Checks pooled classes (F32): where the slips of all groups count alike, there is neither a group to stand in for nor a part to weight.
/// </summary>
internal static class PooledCheck
{
    public static void Check(CheckScope scope)
    {
        var isClassMean = scope.Rules.Policies.MissingGroup == MissingGroup.ClassMean && scope.IsSound("/policies/missingGroup");
        foreach (var (index, unitClass) in scope.Rules.Classes.Index())
        {
            if (!unitClass.IsPooled || !scope.IsSound($"/classes/{index}/weights"))
                continue;
            if (isClassMean)
                scope.Report($"/classes/{index}/weights", "must not be \"pooled\" with missingGroup \"classMean\": a class mean needs weights; give weights, or set missingGroup to \"renormalise\"");
            if (unitClass.Parts is not null)
                scope.Report($"/classes/{index}/parts", "must be left out: weights are \"pooled\", and parts need weights");
        }
    }
}
